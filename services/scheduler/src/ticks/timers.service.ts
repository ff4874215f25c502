import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Housekeeping } from '../housekeeping/housekeeping.service';
import { LostRuns } from '../runs/lost-runs.service';
import { ScheduleMetrics } from '../schedule-metrics';
import { SCHEDULER_OPTIONS, type SchedulerOptions } from '../scheduler-options';
import { Tick } from './tick.service';

const DAY_MS = 86_400_000;

/** Calls what happens again and again. A task never overlaps with itself, and stopping waits for what is in the middle. */
@Injectable()
export class Timers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Timers.name);
  private readonly busy = new Map<string, Promise<void>>();

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly tick: Tick,
    private readonly lostRuns: LostRuns,
    private readonly housekeeping: Housekeeping,
    private readonly metrics: ScheduleMetrics,
    @Inject(SCHEDULER_OPTIONS) private readonly options: SchedulerOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.every('tick', this.options.tickMs, () => this.tick.run());
    this.every('lost-runs', this.options.lostRunsMs, () => this.lostRuns.giveUp());
    this.every('purge', DAY_MS, () => this.housekeeping.purgeRuns());
    // A process that is restarted every day would else never purge.
    this.start('purge', () => this.housekeeping.purgeRuns());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const name of this.registry.getIntervals()) this.registry.deleteInterval(name);
    await Promise.all(this.busy.values());
  }

  private every(name: string, ms: number, task: () => Promise<unknown>): void {
    if (ms > 0)
      this.registry.addInterval(
        name,
        setInterval(() => this.start(name, task), ms),
      );
  }

  private start(name: string, task: () => Promise<unknown>): void {
    if (this.busy.has(name)) return;
    const done = task().then(
      () => undefined,
      // The next call tries again: a scheduler survives a database that is away.
      (error: unknown) => {
        this.metrics.taskFailed(name);
        this.logger.error({ err: error, task: name }, 'A task failed; it is tried again at its next turn.');
      },
    );
    this.busy.set(
      name,
      done.finally(() => this.busy.delete(name)),
    );
  }
}
