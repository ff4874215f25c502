import { createHash } from 'node:crypto';
import type { SyncFunction } from '@crossdock/domain';
import { nextDailySlot } from './daily-slot';
import { intervalMs, type Plan } from './plan';

/** What a schedule belongs to. */
export interface ScheduleKey {
  readonly targetId: string;
  readonly function: SyncFunction;
}

/** How often a schedule set to Automatic looks for work by itself. */
const SWEEP_MS = 3_600_000;

/**
 * The first slot strictly after an instant; null when the plan has none. Slots depend on nothing but plan and key, so
 * a late tick, an outage or a second scheduler does not move them. Intervals of different schedules start at
 * different moments ({@link phaseOf}), so they never gather into bursts.
 */
export function nextSlot(plan: Plan, key: ScheduleKey, after: Date): Date | null {
  switch (plan.kind) {
    case 'interval':
      return nextOnGrid(intervalMs(plan), key, after);
    case 'daily':
      return nextDailySlot(plan, after);
    case 'automatic':
      return nextOnGrid(SWEEP_MS, key, after);
    case 'off':
      return null;
  }
}

/** Where a schedule's grid begins within the interval, in whole milliseconds. Always the same for the same schedule. */
export function phaseOf(key: ScheduleKey, interval: number): number {
  const digest = createHash('sha256').update(`${key.targetId}:${key.function}`).digest();
  return digest.readUIntBE(0, 6) % interval;
}

function nextOnGrid(interval: number, key: ScheduleKey, after: Date): Date {
  const phase = phaseOf(key, interval);
  return new Date((Math.floor((after.getTime() - phase) / interval) + 1) * interval + phase);
}
