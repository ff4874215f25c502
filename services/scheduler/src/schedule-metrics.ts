import { Metrics } from '@crossdock/platform';
import type { SyncFunction } from '@crossdock/domain';
import { Injectable } from '@nestjs/common';
import type { Counter, Histogram } from 'prom-client';
import type { Run } from './runs/run.entity';

/** How late slots start and how runs end. */
@Injectable()
export class ScheduleMetrics {
  private readonly lateness: Histogram;
  private readonly runs: Counter<'function' | 'outcome'>;
  private readonly failedTasks: Counter<'kind'>;

  constructor(metrics: Metrics) {
    this.lateness = metrics.histogram({
      name: 'crossdock_schedule_lateness_seconds',
      help: 'Time from the moment at which a schedule could run to the start of its run',
      buckets: [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800],
    });
    this.runs = metrics.counter({
      name: 'crossdock_schedule_runs_total',
      help: 'Runs that ended; "lost" when the heartbeat stopped',
      labelNames: ['function', 'outcome'],
    });
    this.failedTasks = metrics.counter({
      name: 'crossdock_schedule_task_failures_total',
      help: 'Ticks, searches for lost runs and purges that failed and are tried again',
      labelNames: ['kind'],
    });
  }

  started(run: Run): void {
    this.lateness.observe((run.startedAt.getTime() - run.dueAt.getTime()) / 1000);
  }

  ended(fn: SyncFunction, outcome: string): void {
    this.runs.inc({ function: fn, outcome });
  }

  taskFailed(kind: string): void {
    this.failedTasks.inc({ kind });
  }
}
