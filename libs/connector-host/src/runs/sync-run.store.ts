import { Injectable } from '@nestjs/common';
import type { Problem, RunCounts, RunOutcome } from '@crossdock/domain';
import { DataSource, type EntityManager } from 'typeorm';
import type { Lease } from '../streams/lease';
import { toSyncRun, type SyncRun, type SyncRunRow } from './sync-run';

export interface RunEnd {
  readonly outcome: RunOutcome;
  readonly problem: Problem | null;
}

/** Rows of runs. */
@Injectable()
export class SyncRunStore {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: EntityManager, runs: readonly SyncRun[]): Promise<void> {
    for (const run of runs) {
      await tx.query(
        `INSERT INTO sync_runs (id, account_id, merchant_id, connection_id, stream, function, target_kind, target_id, counts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
        [
          run.id,
          run.accountId,
          run.merchantId,
          run.connectionId,
          run.stream,
          run.function,
          run.targetKind,
          run.targetId,
          run.counts,
        ],
      );
    }
  }

  /** The stream's oldest run that has not ended. */
  async nextOpen(
    tx: EntityManager,
    { connectionId, stream }: Pick<Lease, 'connectionId' | 'stream'>,
  ): Promise<SyncRun | null> {
    const rows: SyncRunRow[] = await tx.query(
      `SELECT * FROM sync_runs WHERE connection_id = $1 AND stream = $2 AND finished_at IS NULL ORDER BY id LIMIT 1`,
      [connectionId, stream],
    );
    return rows.map(toSyncRun)[0] ?? null;
  }

  /** Saves what a page brought. False when the run ended meanwhile: its connection was paused, say. */
  async savePage(tx: EntityManager, run: SyncRun): Promise<boolean> {
    const [, saved]: [unknown, number] = await tx.query(
      `UPDATE sync_runs SET progress = $2, pages = $3, counts = $4 WHERE id = $1 AND finished_at IS NULL`,
      [run.id, JSON.stringify(run.progress), run.pages, run.counts],
    );
    return saved === 1;
  }

  /** Remembers what went wrong with single records; the last problem wins. */
  async noteProblem(tx: EntityManager, runId: string, problem: Problem): Promise<void> {
    await tx.query('UPDATE sync_runs SET problem = $2 WHERE id = $1', [runId, problem]);
  }

  async problemOf(tx: EntityManager, runId: string): Promise<Problem | null> {
    const rows: { problem: Problem | null }[] = await tx.query(
      'SELECT problem FROM sync_runs WHERE id = $1',
      [runId],
    );
    return rows[0]?.problem ?? null;
  }

  /** False when the run had ended already. */
  async finish(tx: EntityManager, runId: string, end: RunEnd, counts: RunCounts): Promise<boolean> {
    const [, finished]: [unknown, number] = await tx.query(
      `UPDATE sync_runs SET outcome = $2, problem = $3, counts = $4, finished_at = now()
       WHERE id = $1 AND finished_at IS NULL`,
      [runId, end.outcome, end.problem, counts],
    );
    return finished === 1;
  }

  async openOfConnection(tx: EntityManager, connectionId: string): Promise<SyncRun[]> {
    const rows: SyncRunRow[] = await tx.query(
      'SELECT * FROM sync_runs WHERE connection_id = $1 AND finished_at IS NULL ORDER BY id FOR UPDATE',
      [connectionId],
    );
    return rows.map(toSyncRun);
  }

  /** Runs without a heartbeat for that long get their next one. Several processes share the work. */
  async beat(tx: EntityManager, afterMs: number): Promise<{ run: SyncRun; beat: number }[]> {
    const [rows]: [SyncRunRow[], number] = await tx.query(
      `UPDATE sync_runs SET beat = beat + 1, beat_at = now()
       WHERE id IN (SELECT id FROM sync_runs
                    WHERE finished_at IS NULL AND beat_at < now() - $1 * interval '1 ms'
                    ORDER BY beat_at LIMIT 1000 FOR UPDATE SKIP LOCKED)
       RETURNING *`,
      [afterMs],
    );
    return rows.map((row) => ({ run: toSyncRun(row), beat: row.beat }));
  }

  async purge(olderThanDays: number): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM sync_runs WHERE finished_at < now() - make_interval(days => $1)',
      [olderThanDays],
    );
  }
}
