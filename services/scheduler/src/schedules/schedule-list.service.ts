import { syncFunction } from '@crossdock/domain';
import { decodeCursor, pageQuery, toPage, type Page } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager, In } from 'typeorm';
import { z } from 'zod';
import { Run } from '../runs/run.entity';
import { Schedule } from './schedule.entity';
import { viewOfSchedule, type ScheduleView } from './schedule.view';

export const zSchedulesQuery = pageQuery.extend({
  targetId: z.uuid().optional(),
  merchantId: z.uuid().optional(),
  function: syncFunction.optional(),
});
export type SchedulesQuery = z.output<typeof zSchedulesQuery>;

const zPosition = z.tuple([z.uuid(), syncFunction]);

/** Schedules of an account by target, each with its last run. */
@Injectable()
export class ScheduleList {
  constructor(private readonly manager: EntityManager) {}

  async list(accountId: string, query: SchedulesQuery): Promise<Page<ScheduleView>> {
    const { targetId, merchantId, limit, cursor } = query;
    const select = this.manager
      .createQueryBuilder(Schedule, 's')
      .where('s.accountId = :accountId', { accountId })
      .orderBy('s.targetId')
      .addOrderBy('s.function')
      .limit(limit + 1);
    if (targetId) select.andWhere('s.targetId = :targetId', { targetId });
    if (merchantId) select.andWhere('s.merchantId = :merchantId', { merchantId });
    if (query.function) select.andWhere('s.function = :fn', { fn: query.function });
    if (cursor) {
      const [afterTarget, afterFunction] = decodeCursor(zPosition, cursor);
      select.andWhere('(s.targetId, s.function) > (:afterTarget, :afterFunction)', {
        afterTarget,
        afterFunction,
      });
    }
    const schedules = await select.getMany();
    const lastRunIds = schedules.flatMap(({ lastRunId }) => lastRunId ?? []);
    const runs = await this.manager.findBy(Run, { id: In(lastRunIds) });
    const byId = new Map(runs.map((run) => [run.id, run]));
    const toView = (schedule: Schedule) =>
      viewOfSchedule(schedule, byId.get(schedule.lastRunId ?? '') ?? null);
    return toPage(schedules, limit, toView, (schedule) => [schedule.targetId, schedule.function]);
  }
}
