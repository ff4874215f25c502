import { Clock } from '@crossdock/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { concluded } from '../domain/schedule-state';
import { ScheduleMetrics } from '../schedule-metrics';
import { lockSchedules, saveProgress } from '../schedules/schedule-rows';
import { SCHEDULER_OPTIONS, type SchedulerOptions } from '../scheduler-options';
import { RunStarter } from './run-starter.service';
import type { Run } from './run.entity';

/** Lets schedules go on when their runs have ended. */
@Injectable()
export class RunEnds {
  constructor(
    private readonly clock: Clock,
    private readonly starter: RunStarter,
    private readonly metrics: ScheduleMetrics,
    @Inject(SCHEDULER_OPTIONS) private readonly options: SchedulerOptions,
  ) {}

  /**
   * Sets back-off and next slot; what became due meanwhile starts at once. A schedule that has another run by now is
   * left alone.
   * @param runs locked, ended in this transaction
   */
  async settle(tx: EntityManager, runs: readonly Run[]): Promise<void> {
    if (runs.length === 0) return;
    const now = this.clock.now();
    const ended = new Map(runs.map((run) => [run.id, run]));
    const schedules = await lockSchedules(tx, runs);
    const changes = schedules.flatMap((schedule) => {
      const run = ended.get(schedule.activeRunId ?? '');
      if (!run) return [];
      const { id: runId, outcome, problem } = run;
      const progress = concluded(
        schedule,
        { runId, outcome: outcome ?? 'failed', problem },
        now,
        this.options.backOff,
      );
      return progress ? [{ schedule, progress }] : [];
    });
    await saveProgress(tx, changes);
    await this.starter.startDue(tx, schedules);
    runs.forEach((run) => this.metrics.ended(run.function, run.lost ? 'lost' : (run.outcome ?? 'failed')));
  }
}
