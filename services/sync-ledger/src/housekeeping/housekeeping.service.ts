import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '@crossdock/platform';
import { Ticks } from '../ticks/ticks.service';

const EVERY_MS = 3_600_000;
const KEEP_RUNS_DAYS = 30;
const DAY_MS = 86_400_000;

/** Removes what nobody looks at any more. Replicas may do it at the same time. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('housekeeping', EVERY_MS, () => this.purge());
  }

  /** Runs that ended 30 days ago. */
  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEEP_RUNS_DAYS * DAY_MS);
    await this.dataSource.query('DELETE FROM ledger_runs WHERE finished_at < $1', [before]);
  }
}
