import { syncFunction, targetKind } from '@crossdock/domain';
import { z } from 'zod';
import { zPlan } from '../domain/plan';
import { isEnabled } from '../domain/schedule-state';
import type { Run } from '../runs/run.entity';
import { viewOfRun, zRun } from '../runs/run.view';
import { BLOCKED_REASONS } from './blocked-reasons';
import type { Schedule } from './schedule.entity';

export const zSchedule = z.object({
  targetId: z.uuid(),
  targetKind,
  merchantId: z.uuid(),
  connector: z
    .string()
    .describe('Of the cart connection or of the merchant\'s warehouse; "none" without one'),
  function: syncFunction,
  plan: zPlan,
  paused: z.boolean(),
  blocked: z
    .object({
      reason: z.enum(['merchant-inactive', 'connection-paused', 'needs-reauth', 'no-warehouse']),
      detail: z.string(),
    })
    .nullable()
    .describe('Why the function cannot run for this target, and what to do'),
  nextRunAt: z.iso.datetime().nullable().describe('Null while paused, blocked or off'),
  failures: z.int().describe('Failed runs in a row'),
  retryAt: z.iso.datetime().nullable().describe('End of the rest after failures'),
  activeRunId: z.uuid().nullable(),
  lastRun: zRun.nullable().describe('The last run that ended'),
});
export type ScheduleView = z.output<typeof zSchedule>;

export function viewOfSchedule(schedule: Schedule, lastRun: Run | null): ScheduleView {
  const { targetId, targetKind, merchantId, connector, plan, paused, blocked, failures, activeRunId } =
    schedule;
  const { nextRunAt, retryAt } = schedule;
  return {
    targetId,
    targetKind,
    merchantId,
    connector,
    function: schedule.function,
    plan,
    paused,
    blocked: blocked && { reason: blocked, detail: BLOCKED_REASONS[blocked] },
    nextRunAt: isEnabled(schedule) && nextRunAt ? nextRunAt.toISOString() : null,
    failures,
    retryAt: retryAt && retryAt.toISOString(),
    activeRunId,
    lastRun: lastRun && viewOfRun(lastRun),
  };
}
