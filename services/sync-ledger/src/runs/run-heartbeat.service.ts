import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SyncRunProgressed, type Problem } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { Ticks } from '../ticks/ticks.service';
import { LedgerRun } from './ledger-run.entity';
import { LedgerRuns } from './ledger-runs.service';
import { runCountsOf, runIdentity } from './run-payload';

const LOOK_EVERY_MS = 5_000;
const BEAT_EVERY_MS = 10_000;
/** After this long a run stops waiting for verdicts: the items go on, but a new run must be possible. */
const PATIENCE_MS = 15 * 60_000;
const MOST_AT_ONCE = 100;

const OUTSTANDING: Problem = {
  kind: 'transient',
  code: 'verdicts-outstanding',
  message:
    'The gateway has not answered for every item within 15 minutes. They stay in work without this run.',
  fix: 'See whether the gateway is running and whether the connection is paused.',
};

/** Shows the scheduler that open runs are alive, and lets go of those that wait in vain. */
@Injectable()
export class RunHeartbeat {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: LedgerRuns,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('run-heartbeat', LOOK_EVERY_MS, () => this.tick());
  }

  async tick(): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const now = this.clock.now();
      const due = await this.lockDue(tx, new Date(now.getTime() - BEAT_EVERY_MS));
      const alive = due.filter((run) => run.startedAt.getTime() > now.getTime() - PATIENCE_MS);
      await this.beat(tx, alive, now);
      for (const run of due) if (!alive.includes(run)) await this.runs.abandon(tx, run.runId, OUTSTANDING);
    });
  }

  private lockDue(tx: EntityManager, before: Date): Promise<LedgerRun[]> {
    return tx
      .createQueryBuilder(LedgerRun, 'run')
      .where('run.finishedAt IS NULL AND run.beatAt <= :before', { before })
      .orderBy('run.beatAt', 'ASC')
      .limit(MOST_AT_ONCE)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
  }

  private async beat(tx: EntityManager, runs: readonly LedgerRun[], now: Date): Promise<void> {
    await tx.query('UPDATE ledger_runs SET beat = beat + 1, beat_at = $2 WHERE run_id = ANY($1)', [
      runs.map((run) => run.runId),
      now,
    ]);
    await this.outbox.add(
      tx,
      runs.map((run) =>
        SyncRunProgressed.create({ ...runIdentity(run), counts: runCountsOf(run), beat: run.beat + 1 }, now),
      ),
    );
  }
}
