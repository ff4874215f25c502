import { SYNC_FUNCTIONS, targetKindOf, type SyncFunction } from '@crossdock/domain';
import type { DefaultPlans } from './default-plans';
import type { Plan } from './plan';
import { renewed, type ScheduleProgress, type ScheduleState } from './schedule-state';
import type { Target } from './targets';

type TargetSchedule = ScheduleState & Target;
export type NewSchedule = Target & ScheduleProgress & { function: SyncFunction; plan: Plan; paused: boolean };

export interface TargetChanges<S> {
  readonly created: NewSchedule[];
  readonly changed: { schedule: S; change: Partial<TargetSchedule> }[];
  readonly removed: S[];
}

/** What has to happen to a merchant's schedules so that they fit its targets: one per target and function of its level. */
export function targetChanges<S extends TargetSchedule>(
  targets: readonly Target[],
  schedules: readonly S[],
  defaults: DefaultPlans,
  now: Date,
): TargetChanges<S> {
  const changes: TargetChanges<S> = { created: [], changed: [], removed: [] };
  const known = new Map(
    schedules.map((schedule) => [nameOf(schedule.targetId, schedule.function), schedule]),
  );
  for (const target of targets) {
    for (const fn of SYNC_FUNCTIONS.filter((each) => targetKindOf(each) === target.targetKind)) {
      const name = nameOf(target.targetId, fn);
      const schedule = known.get(name);
      known.delete(name);
      if (!schedule) changes.created.push(created(target, fn, defaults[fn], now));
      else if (differs(schedule, target))
        changes.changed.push({ schedule, change: moved(schedule, target, now) });
    }
  }
  changes.removed.push(...known.values());
  return changes;
}

function created(target: Target, fn: SyncFunction, plan: Plan, now: Date): NewSchedule {
  const key = { targetId: target.targetId, function: fn };
  return {
    ...target,
    ...renewed(plan, key, now),
    function: fn,
    plan,
    paused: false,
    activeRunId: null,
    lastRunId: null,
  };
}

function moved(schedule: TargetSchedule, target: Target, now: Date): Partial<TargetSchedule> {
  const unblocked = schedule.blocked !== null && target.blocked === null;
  return { ...target, ...(unblocked && renewed(schedule.plan, schedule, now)) };
}

function differs(schedule: TargetSchedule, target: Target): boolean {
  return (
    schedule.connector !== target.connector ||
    schedule.blocked !== target.blocked ||
    schedule.accountId !== target.accountId ||
    schedule.merchantId !== target.merchantId
  );
}

function nameOf(targetId: string, fn: SyncFunction): string {
  return `${targetId}:${fn}`;
}
