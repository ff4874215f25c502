import type { EntityManager } from 'typeorm';
import type { ScheduleKey } from '../domain/slot';
import type { ScheduleProgress } from '../domain/schedule-state';
import { Schedule } from './schedule.entity';

/**
 * Locks the schedules that exist among the given ones, always in the same order, so that two batches that touch the
 * same rows wait for each other instead of dying in a deadlock.
 */
export function lockSchedules(tx: EntityManager, keys: readonly ScheduleKey[]): Promise<Schedule[]> {
  return tx
    .createQueryBuilder(Schedule, 's')
    .where('(s.target_id, s.function) IN (SELECT * FROM unnest(:targetIds::uuid[], :functions::text[]))', {
      targetIds: keys.map(({ targetId }) => targetId),
      functions: keys.map((key) => key.function),
    })
    .orderBy('s.targetId')
    .addOrderBy('s.function')
    .setLock('pessimistic_write')
    .getMany();
}

/** Writes how far schedules are, with one statement. The rows must be locked. */
export async function saveProgress(
  tx: EntityManager,
  changes: readonly { schedule: Schedule; progress: ScheduleProgress }[],
): Promise<void> {
  if (changes.length === 0) return;
  const column = <T>(pick: (change: (typeof changes)[number]) => T) => changes.map(pick);
  await tx.query(
    `UPDATE schedule s
     SET next_run_at = v.next_run_at, active_run_id = v.active_run_id, last_run_id = v.last_run_id,
         failures = v.failures, retry_at = v.retry_at
     FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::uuid[], $5::uuid[], $6::int[], $7::timestamptz[])
       AS v (target_id, function, next_run_at, active_run_id, last_run_id, failures, retry_at)
     WHERE s.target_id = v.target_id AND s.function = v.function`,
    [
      column(({ schedule }) => schedule.targetId),
      column(({ schedule }) => schedule.function),
      column(({ progress }) => progress.nextRunAt),
      column(({ progress }) => progress.activeRunId),
      column(({ progress }) => progress.lastRunId),
      column(({ progress }) => progress.failures),
      column(({ progress }) => progress.retryAt),
    ],
  );
  for (const { schedule, progress } of changes) Object.assign(schedule, progress);
}
