import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, everyItem, type Schema } from '../api/client';
import type { Plan, SyncFunction } from './plan-words';

export type Schedule = Schema<'SchedulePage'>['items'][number];
export type Run = Schema<'RunPage'>['items'][number];
export type ScheduleAction = 'pause' | 'resume' | 'run';
type ScheduleFilter = { merchantId?: string; targetId?: string };

const MANY = 200;

export function useSchedules(filter: ScheduleFilter) {
  return useQuery({
    queryKey: ['schedules', filter],
    queryFn: () =>
      everyItem((cursor) => {
        const query = { limit: MANY, ...filter, ...(cursor && { cursor }) };
        return answered(api.GET('/api/v1/schedules', { params: { query } }));
      }),
  });
}

/** The newest runs of the account or one merchant. */
export function useRuns(filter: { merchantId?: string; limit: number }) {
  return useQuery({
    queryKey: ['runs', filter],
    queryFn: () => answered(api.GET('/api/v1/runs', { params: { query: filter } })),
    select: ({ items }) => items,
  });
}

export function useScheduleAction({ targetId, function: fn }: Pick<Schedule, 'targetId' | 'function'>) {
  const client = useQueryClient();
  const path = { targetId, function: fn };
  return useMutation({
    mutationFn: async (action: ScheduleAction): Promise<void> => {
      await answered(api.POST(`/api/v1/schedules/{targetId}/{function}/${action}`, { params: { path } }));
    },
    onSettled: () => refresh(client),
  });
}

export function useSetPlan(targetId: string, fn: SyncFunction, onSaved: () => void) {
  const client = useQueryClient();
  const path = { targetId, function: fn };
  return useMutation({
    mutationFn: (plan: Plan) =>
      answered(api.PUT('/api/v1/schedules/{targetId}/{function}', { params: { path }, body: plan })),
    onSuccess: async () => {
      await refresh(client);
      onSaved();
    },
  });
}

async function refresh(client: ReturnType<typeof useQueryClient>): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: ['schedules'] }),
    client.invalidateQueries({ queryKey: ['runs'] }),
  ]);
}
