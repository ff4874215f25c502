import { useInfiniteQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/client';

export type Alert = Schema<'AlertPage'>['items'][number];

const PAGE = 20;

/** What waits for somebody: one alert for each cause. */
export function useOpenAlerts() {
  return useInfiniteQuery({
    queryKey: ['alerts'],
    queryFn: ({ pageParam }) => {
      const query = { state: 'open' as const, limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return answered(api.GET('/api/v1/alerts', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}
