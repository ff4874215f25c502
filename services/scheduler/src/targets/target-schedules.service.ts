import { Clock } from '@crossdock/platform';
import { Inject, Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { targetChanges } from '../domain/target-changes';
import { targetsOf } from '../domain/targets';
import { Schedule } from '../schedules/schedule.entity';
import { SCHEDULER_OPTIONS, type SchedulerOptions } from '../scheduler-options';
import { Connection } from './connection.entity';
import { Merchant } from './merchant.entity';

/** Makes, changes and removes schedules as merchants and connections come, change and go. */
@Injectable()
export class TargetSchedules {
  constructor(
    private readonly clock: Clock,
    @Inject(SCHEDULER_OPTIONS) private readonly options: SchedulerOptions,
  ) {}

  async bringUpToDate(tx: EntityManager, merchantIds: readonly string[]): Promise<void> {
    const merchants = await tx.findBy(Merchant, { id: In([...merchantIds]) });
    const connections = await tx.findBy(Connection, { merchantId: In([...merchantIds]) });
    const schedules = await tx.find(Schedule, {
      where: { merchantId: In([...merchantIds]) },
      order: { targetId: 'ASC', function: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const targets = merchantIds.flatMap((id) =>
      targetsOf(
        merchants.find((merchant) => merchant.id === id) ?? null,
        connections.filter(({ merchantId }) => merchantId === id),
      ),
    );
    const { defaultPlans } = this.options;
    const { created, changed, removed } = targetChanges(targets, schedules, defaultPlans, this.clock.now());
    await tx.insert(Schedule, created);
    for (const { schedule, change } of changed) await tx.update(Schedule, keyOf(schedule), change);
    for (const schedule of removed) await tx.delete(Schedule, keyOf(schedule));
  }
}

function keyOf({ targetId, function: fn }: Schedule): Pick<Schedule, 'targetId' | 'function'> {
  return { targetId, function: fn };
}
