import { Clock } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { RunStarter } from '../runs/run-starter.service';
import type { Run } from '../runs/run.entity';
import { ScheduleMetrics } from '../schedule-metrics';
import { Schedule } from '../schedules/schedule.entity';

const BATCH = 200;

/**
 * Starts what is due. Any number of schedulers may tick at the same time: each claims rows that no other holds, and a
 * claimed row has moved on to its next slot when it is visible again.
 */
@Injectable()
export class Tick {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly starter: RunStarter,
    private readonly metrics: ScheduleMetrics,
  ) {}

  /** Returns how many runs it started. */
  async run(): Promise<number> {
    let started = 0;
    for (;;) {
      const runs = await this.dataSource.transaction((tx) => this.claim(tx));
      runs.forEach((run) => this.metrics.started(run));
      started += runs.length;
      if (runs.length < BATCH) return started;
    }
  }

  private async claim(tx: EntityManager): Promise<Run[]> {
    const schedules = await tx
      .createQueryBuilder(Schedule, 's')
      .where('s.enabled AND s.activeRunId IS NULL AND s.nextRunAt <= :now', { now: this.clock.now() })
      .orderBy('s.nextRunAt')
      .limit(BATCH)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    return this.starter.startDue(tx, schedules);
  }
}
