import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Metrics } from '@crossdock/platform';

interface Task {
  name: string;
  everyMs: number;
  work: () => Promise<unknown>;
}

/**
 * Calls what the ledger does again and again. A task never overlaps with itself in one process; replicas are the
 * task's own business. Stopping waits for what is in the middle.
 */
@Injectable()
export class Ticks implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Ticks.name);
  private readonly tasks: Task[] = [];
  private readonly busy = new Map<string, Promise<void>>();
  private readonly failures;

  constructor(
    private readonly registry: SchedulerRegistry,
    metrics: Metrics,
  ) {
    this.failures = metrics.counter({
      name: 'crossdock_ledger_task_failures_total',
      help: 'Turns of recurring tasks that failed and are tried again.',
      labelNames: ['kind'],
    });
  }

  /** Registers a task; to be called by constructors. It first runs one interval after the start of the application. */
  every(name: string, everyMs: number, work: () => Promise<unknown>): void {
    this.tasks.push({ name, everyMs, work });
  }

  onApplicationBootstrap(): void {
    for (const task of this.tasks) {
      this.registry.addInterval(
        task.name,
        setInterval(() => this.start(task), task.everyMs),
      );
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const { name } of this.tasks) this.registry.deleteInterval(name);
    await Promise.all(this.busy.values());
  }

  private start({ name, work }: Task): void {
    if (this.busy.has(name)) return;
    const done = work().then(
      () => undefined,
      // The next turn tries again: a ledger survives a database that is away.
      (error: unknown) => {
        this.failures.inc({ kind: name });
        this.logger.error({ err: error, task: name }, 'A task failed; it is tried again at its next turn.');
      },
    );
    this.busy.set(
      name,
      done.finally(() => this.busy.delete(name)),
    );
  }
}
