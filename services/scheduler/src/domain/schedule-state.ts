import type { Problem, RunOutcome } from '@crossdock/domain';
import { mayPass, restAfter, type BackOff } from './back-off';
import type { Plan } from './plan';
import { nextSlot, type ScheduleKey } from './slot';

/** Why the runs of a target cannot start; a person must change something first. */
export type Blocked = 'merchant-inactive' | 'connection-paused' | 'needs-reauth' | 'no-warehouse';

/** The part of a schedule that decides when it runs. */
export interface ScheduleState extends ScheduleKey {
  readonly plan: Plan;
  readonly paused: boolean;
  readonly blocked: Blocked | null;
  /** When the next run starts if nothing is in the way; null when the plan has no next run. */
  readonly nextRunAt: Date | null;
  /** While it is set nothing else starts. */
  readonly activeRunId: string | null;
  readonly lastRunId: string | null;
  /** Failures in a row. */
  readonly failures: number;
  /** End of the rest after failures. */
  readonly retryAt: Date | null;
}

export type ScheduleProgress = Pick<
  ScheduleState,
  'nextRunAt' | 'activeRunId' | 'lastRunId' | 'failures' | 'retryAt'
>;
type Renewal = Pick<ScheduleState, 'nextRunAt' | 'failures' | 'retryAt'>;

export function isEnabled({
  plan,
  paused,
  blocked,
}: Pick<ScheduleState, 'plan' | 'paused' | 'blocked'>): boolean {
  return !paused && blocked === null && plan.kind !== 'off';
}

export function isDue(schedule: ScheduleState, now: Date): boolean {
  const { nextRunAt, activeRunId } = schedule;
  return isEnabled(schedule) && activeRunId === null && nextRunAt !== null && nextRunAt <= now;
}

/** A schedule that is new, changed, resumed or no longer blocked: what failed before does not count any more. */
export function renewed(plan: Plan, key: ScheduleKey, now: Date): Renewal {
  // Work may have become ready while nobody listened.
  const nextRunAt = plan.kind === 'automatic' ? now : nextSlot(plan, key, now);
  return { nextRunAt, failures: 0, retryAt: null };
}

/** Its slot was reached. Slots that were missed meanwhile are covered by this run. */
export function startedBySlot(schedule: ScheduleState, runId: string, now: Date): ScheduleProgress {
  const slot = schedule.nextRunAt ?? now;
  const covered = slot > now ? slot : now;
  return {
    ...progressOf(schedule),
    activeRunId: runId,
    nextRunAt: nextSlot(schedule.plan, schedule, covered),
  };
}

/** Somebody pressed run now: the slots stay as they are. */
export function startedByHand(schedule: ScheduleState, runId: string): ScheduleProgress {
  return { ...progressOf(schedule), activeRunId: runId };
}

/**
 * Work is ready: an automatic schedule is due, though not before the end of its rest. During a run it becomes due at
 * the run's end, for the run may have looked already.
 */
export function signalled(schedule: ScheduleState, now: Date): ScheduleProgress {
  const progress = progressOf(schedule);
  if (schedule.plan.kind !== 'automatic' || !isEnabled(schedule)) return progress;
  const { activeRunId, nextRunAt, retryAt } = schedule;
  const from = activeRunId === null && retryAt !== null && retryAt > now ? retryAt : now;
  return { ...progress, nextRunAt: nextRunAt !== null && nextRunAt < from ? nextRunAt : from };
}

export interface Conclusion {
  readonly runId: string;
  readonly outcome: RunOutcome;
  readonly problem: Problem | null;
}

/** A run ended. Null when the schedule has moved on to another run: that one is not disturbed. */
export function concluded(
  schedule: ScheduleState,
  { runId, outcome, problem }: Conclusion,
  now: Date,
  backOff: BackOff,
): ScheduleProgress | null {
  if (schedule.activeRunId !== runId) return null;
  const ended = { activeRunId: null, lastRunId: runId };
  const slot = nextSlot(schedule.plan, schedule, now);
  if (outcome !== 'failed') {
    // What became due while the run was active runs right after it.
    const overdue = slot !== null && schedule.nextRunAt !== null && schedule.nextRunAt <= now;
    return { ...ended, failures: 0, retryAt: null, nextRunAt: overdue ? now : slot };
  }
  const failures = schedule.failures + 1;
  const retryAt = new Date(now.getTime() + restAfter(failures, problem, backOff));
  const nextRunAt = slot && (mayPass(problem) ? retryAt : nextSlot(schedule.plan, schedule, retryAt));
  return { ...ended, failures, retryAt, nextRunAt };
}

function progressOf(schedule: ScheduleState): ScheduleProgress {
  const { nextRunAt, activeRunId, lastRunId, failures, retryAt } = schedule;
  return { nextRunAt, activeRunId, lastRunId, failures, retryAt };
}
