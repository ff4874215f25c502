import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SyncRunFinished, type Problem, type SyncFunction, type SyncRequest } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { runOutcomeOf } from '../domain/run-outcome';
import { LedgerRun } from './ledger-run.entity';
import { runCountsOf, runIdentity } from './run-payload';

/**
 * Runs that the ledger owns. A run is opened, dispatches items (in one or several transactions) and is finished with
 * `SyncRunFinished` as soon as dispatching is over and every item has its first verdict.
 */
@Injectable()
export class LedgerRuns {
  constructor(
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Takes on a run that the scheduler asked for. A run that is known already is left as it is. */
  async open(tx: EntityManager, request: SyncRequest): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      `INSERT INTO ledger_runs (run_id, account_id, merchant_id, function, target_kind, target_id, connector, beat_at, started_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
       ON CONFLICT (run_id) DO NOTHING`,
      [
        request.runId,
        request.accountId,
        request.merchantId,
        request.function,
        request.targetKind,
        request.targetId,
        request.connector,
        now,
      ],
    );
  }

  /**
   * Locks the oldest run of a function that still dispatches, or null. Runs that another worker holds are passed over;
   * a worker that died gives its run back with its transaction.
   */
  async claimDispatching(tx: EntityManager, fn: SyncFunction): Promise<LedgerRun | null> {
    return tx
      .createQueryBuilder(LedgerRun, 'run')
      .where('run.function = :fn AND run.dispatching AND run.finishedAt IS NULL', { fn })
      .orderBy('run.startedAt', 'ASC')
      .limit(1)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getOne();
  }

  /** Adds items that were asked of a gateway in this transaction; `last`: no more will come. */
  async dispatched(
    tx: EntityManager,
    runId: string,
    requested: number,
    { last }: { last: boolean },
  ): Promise<void> {
    await tx.query(
      `UPDATE ledger_runs SET requested = requested + $2, dispatching = dispatching AND NOT $3
       WHERE run_id = $1 AND finished_at IS NULL`,
      [runId, requested, last],
    );
    await this.finishIfComplete(tx, runId);
  }

  /** Counts first verdicts. Verdicts for a run that is unknown or finished change nothing. */
  async settle(
    tx: EntityManager,
    runId: string,
    verdicts: { done?: number; failed?: number },
    problem?: Problem,
  ): Promise<void> {
    await tx.query(
      `UPDATE ledger_runs SET done = done + $2, failed = failed + $3, problem = coalesce($4, problem)
       WHERE run_id = $1 AND finished_at IS NULL`,
      [runId, verdicts.done ?? 0, verdicts.failed ?? 0, problem ? JSON.stringify(problem) : null],
    );
    await this.finishIfComplete(tx, runId);
  }

  /** Ends a run at once: it cannot go on, or waits for verdicts no longer. Items keep their own way. */
  async abandon(tx: EntityManager, runId: string, problem: Problem): Promise<void> {
    const run = await this.lockOpen(tx, runId);
    if (run) await this.finish(tx, { ...run, problem });
  }

  private async finishIfComplete(tx: EntityManager, runId: string): Promise<void> {
    const run = await this.lockOpen(tx, runId);
    if (run && !run.dispatching && run.done + run.failed >= run.requested) await this.finish(tx, run);
  }

  private lockOpen(tx: EntityManager, runId: string): Promise<LedgerRun | null> {
    return tx
      .createQueryBuilder(LedgerRun, 'run')
      .where('run.runId = :runId AND run.finishedAt IS NULL', { runId })
      .setLock('pessimistic_write')
      .getOne();
  }

  private async finish(tx: EntityManager, run: LedgerRun): Promise<void> {
    const now = this.clock.now();
    await tx.query(
      'UPDATE ledger_runs SET finished_at = $2, dispatching = false, problem = $3 WHERE run_id = $1',
      [run.runId, now, run.problem ? JSON.stringify(run.problem) : null],
    );
    const outcome = runOutcomeOf(run, run.problem);
    const { problem } = run;
    await this.outbox.add(tx, [
      SyncRunFinished.create({ ...runIdentity(run), outcome, counts: runCountsOf(run), problem }, now),
    ]);
  }
}
