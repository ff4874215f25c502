import { Clock, invalidInput, notFound, ProblemException } from '@crossdock/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Plan } from '../domain/plan';
import { objectionTo } from '../domain/plan-rules';
import { renewed } from '../domain/schedule-state';
import type { ScheduleKey } from '../domain/slot';
import { RunStarter } from '../runs/run-starter.service';
import { Run } from '../runs/run.entity';
import { viewOfRun, type RunView } from '../runs/run.view';
import { SCHEDULER_OPTIONS, type SchedulerOptions } from '../scheduler-options';
import { BLOCKED_REASONS } from './blocked-reasons';
import { Schedule } from './schedule.entity';
import { viewOfSchedule, type ScheduleView } from './schedule.view';

/** A schedule as its account names it. */
export interface OwnedKey extends ScheduleKey {
  readonly accountId: string;
}

/** What people do with one schedule. All of it: 404 when the account has no such schedule. */
@Injectable()
export class SchedulesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly starter: RunStarter,
    @Inject(SCHEDULER_OPTIONS) private readonly options: SchedulerOptions,
  ) {}

  async get(key: OwnedKey): Promise<ScheduleView> {
    return this.view(this.dataSource.manager, key);
  }

  /** Changes when the function runs. Its back-off starts anew; a pause stays. */
  async setPlan(key: OwnedKey, plan: Plan): Promise<ScheduleView> {
    const objection = objectionTo(plan, key.function, this.options.secondsAllowed);
    if (objection) throw invalidInput([objection]);
    return this.change(key, () => ({ plan, ...renewed(plan, key, this.clock.now()) }));
  }

  /** Starts no more runs. A run that is active goes on. */
  pause(key: OwnedKey): Promise<ScheduleView> {
    return this.change(key, () => ({ paused: true }));
  }

  /** Goes on with the next slot, or at once when Automatic. Resuming what is not paused changes nothing. */
  resume(key: OwnedKey): Promise<ScheduleView> {
    return this.change(key, ({ paused, plan }) =>
      paused ? { paused: false, ...renewed(plan, key, this.clock.now()) } : {},
    );
  }

  /**
   * Starts a run at once, whatever plan, pause and back-off say.
   * @throws ProblemException 409 when a run is active or the target cannot run
   */
  async runNow(key: OwnedKey): Promise<RunView> {
    return this.dataSource.transaction(async (tx) => {
      const schedule = await lock(tx, key);
      if (schedule.blocked !== null) throw cannotRun(BLOCKED_REASONS[schedule.blocked]);
      if (schedule.activeRunId !== null) throw alreadyRunning(schedule.activeRunId);
      return viewOfRun(await this.starter.startByHand(tx, schedule));
    });
  }

  private async change(
    key: OwnedKey,
    decide: (
      schedule: Schedule,
    ) => Partial<Pick<Schedule, 'plan' | 'paused' | 'nextRunAt' | 'failures' | 'retryAt'>>,
  ): Promise<ScheduleView> {
    return this.dataSource.transaction(async (tx) => {
      const change = decide(await lock(tx, key));
      if (Object.keys(change).length > 0) await tx.update(Schedule, { ...key }, change);
      return this.view(tx, key);
    });
  }

  private async view(tx: EntityManager, key: OwnedKey): Promise<ScheduleView> {
    const schedule = await tx.findOneBy(Schedule, { ...key });
    if (!schedule) throw notFound('schedule');
    const { lastRunId } = schedule;
    return viewOfSchedule(schedule, lastRunId ? await tx.findOneBy(Run, { id: lastRunId }) : null);
  }
}

async function lock(tx: EntityManager, key: OwnedKey): Promise<Schedule> {
  const schedule = await tx.findOne(Schedule, { where: { ...key }, lock: { mode: 'pessimistic_write' } });
  if (!schedule) throw notFound('schedule');
  return schedule;
}

function cannotRun(reason: string): ProblemException {
  return new ProblemException(409, {
    type: 'target-cannot-run',
    title: 'The function cannot run now',
    detail: reason,
  });
}

function alreadyRunning(runId: string): ProblemException {
  return new ProblemException(409, {
    type: 'run-active',
    title: 'A run is active',
    detail: `Run ${runId} has not ended yet. Wait for its end, then run again if there is still work.`,
  });
}
