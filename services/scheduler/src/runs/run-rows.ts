import type { EntityManager } from 'typeorm';
import { Run } from './run.entity';

/** Locks runs, always in the same order. */
export function lockRuns(tx: EntityManager, ids: readonly string[]): Promise<Run[]> {
  return tx
    .createQueryBuilder(Run, 'r')
    .where('r.id = ANY(:ids::uuid[])', { ids })
    .orderBy('r.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Writes what reports changed, with one statement. The rows must be locked. */
export async function saveRuns(tx: EntityManager, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return;
  await tx.query(
    `UPDATE run r
     SET heartbeat_at = v.heartbeat_at, beat = v.beat, finished_at = v.finished_at, outcome = v.outcome,
         lost = v.lost, counts = v.counts, problem = v.problem
     FROM unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::timestamptz[], $5::text[], $6::bool[], $7::jsonb[],
                 $8::jsonb[]) AS v (id, heartbeat_at, beat, finished_at, outcome, lost, counts, problem)
     WHERE r.id = v.id`,
    [
      runs.map((run) => run.id),
      runs.map((run) => run.heartbeatAt),
      runs.map((run) => run.beat),
      runs.map((run) => run.finishedAt),
      runs.map((run) => run.outcome),
      runs.map((run) => run.lost),
      runs.map((run) => JSON.stringify(run.counts)),
      runs.map((run) => run.problem && JSON.stringify(run.problem)),
    ],
  );
}
