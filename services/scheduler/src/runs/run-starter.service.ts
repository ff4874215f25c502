import { NO_COUNTS, syncRequested, type SyncRequest } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isDue, startedByHand, startedBySlot } from '../domain/schedule-state';
import { saveProgress } from '../schedules/schedule-rows';
import type { Schedule } from '../schedules/schedule.entity';
import { newRunId } from './run-id';
import { Run } from './run.entity';

/** Starts runs: the run, the schedule's next slot and the request to the function's owner commit together or not at all. */
@Injectable()
export class RunStarter {
  constructor(
    private readonly clock: Clock,
    private readonly outbox: Outbox,
  ) {}

  /** Starts those of the locked schedules that are due. The schedules are updated in place. */
  async startDue(tx: EntityManager, schedules: readonly Schedule[]): Promise<Run[]> {
    const now = this.clock.now();
    const due = schedules.filter((schedule) => isDue(schedule, now));
    const runs = due.map((schedule) =>
      runOf(
        schedule,
        schedule.plan.kind === 'automatic' ? 'automatic' : 'schedule',
        schedule.nextRunAt ?? now,
        now,
      ),
    );
    const progress = due.map((schedule, i) => startedBySlot(schedule, runs[i]!.id, now));
    await saveProgress(
      tx,
      due.map((schedule, i) => ({ schedule, progress: progress[i]! })),
    );
    await this.request(tx, runs, now);
    return runs;
  }

  /** Starts a run because somebody asked. The schedule must be locked and have no active run. */
  async startByHand(tx: EntityManager, schedule: Schedule): Promise<Run> {
    const now = this.clock.now();
    const run = runOf(schedule, 'manual', now, now);
    await saveProgress(tx, [{ schedule, progress: startedByHand(schedule, run.id) }]);
    await this.request(tx, [run], now);
    return run;
  }

  private async request(tx: EntityManager, runs: Run[], now: Date): Promise<void> {
    if (runs.length === 0) return;
    await tx.insert(Run, runs);
    await this.outbox.add(
      tx,
      runs.map(({ id, ...run }) => syncRequested[run.function].create({ ...run, runId: id }, now)),
    );
  }
}

function runOf(schedule: Schedule, trigger: SyncRequest['trigger'], dueAt: Date, now: Date): Run {
  const { accountId, merchantId, targetId, targetKind, connector } = schedule;
  return {
    id: newRunId(now),
    accountId,
    merchantId,
    targetId,
    targetKind,
    function: schedule.function,
    connector,
    trigger,
    dueAt,
    startedAt: now,
    heartbeatAt: now,
    beat: 0,
    finishedAt: null,
    outcome: null,
    lost: false,
    counts: NO_COUNTS,
    problem: null,
  };
}
