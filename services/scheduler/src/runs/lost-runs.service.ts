import { Clock } from '@crossdock/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { givenUp } from '../domain/run-state';
import { SCHEDULER_OPTIONS, type SchedulerOptions } from '../scheduler-options';
import { RunEnds } from './run-ends.service';
import { saveRuns } from './run-rows';
import { Run } from './run.entity';

const BATCH = 200;

/** Gives up runs whose heartbeat stopped, so that their schedules go on. */
@Injectable()
export class LostRuns {
  private readonly upSince: Date;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly ends: RunEnds,
    @Inject(SCHEDULER_OPTIONS) private readonly options: SchedulerOptions,
  ) {
    this.upSince = clock.now();
  }

  /** Returns how many runs were given up. */
  async giveUp(): Promise<number> {
    const heardSince = new Date(this.clock.now().getTime() - this.options.lostAfterSeconds * 1000);
    // After a start the heartbeats of the time before still wait in the queue: silence says nothing yet.
    if (heardSince < this.upSince) return 0;
    let lost = 0;
    for (;;) {
      const batch = await this.dataSource.transaction((tx) => this.giveUpBatch(tx, heardSince));
      lost += batch;
      if (batch < BATCH) return lost;
    }
  }

  private async giveUpBatch(tx: EntityManager, heardSince: Date): Promise<number> {
    const now = this.clock.now();
    const runs = await tx
      .createQueryBuilder(Run, 'r')
      .where('r.finishedAt IS NULL AND r.heartbeatAt < :heardSince', { heardSince })
      .orderBy('r.heartbeatAt')
      .limit(BATCH)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const run of runs) Object.assign(run, givenUp(run, now));
    await saveRuns(tx, runs);
    await this.ends.settle(tx, runs);
    return runs.length;
  }
}
