import { runOutcome, syncFunction } from '@crossdock/domain';
import { decodeCursor, notFound, pageQuery, toPage, type Page } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Run } from './run.entity';
import { viewOfRun, type RunView } from './run.view';

export const zRunsQuery = pageQuery.extend({
  targetId: z.uuid().optional(),
  merchantId: z.uuid().optional(),
  function: syncFunction.optional(),
  outcome: z
    .enum([...runOutcome.options, 'active'])
    .optional()
    .describe('"active" lists the runs that have not ended'),
});
export type RunsQuery = z.output<typeof zRunsQuery>;

/** Runs of an account, newest first. */
@Injectable()
export class RunsService {
  constructor(private readonly manager: EntityManager) {}

  async list(accountId: string, query: RunsQuery): Promise<Page<RunView>> {
    const { targetId, merchantId, outcome, limit, cursor } = query;
    const select = this.manager
      .createQueryBuilder(Run, 'r')
      .where('r.accountId = :accountId', { accountId })
      .orderBy('r.id', 'DESC')
      .limit(limit + 1);
    if (targetId) select.andWhere('r.targetId = :targetId', { targetId });
    if (merchantId) select.andWhere('r.merchantId = :merchantId', { merchantId });
    if (query.function) select.andWhere('r.function = :fn', { fn: query.function });
    if (outcome === 'active') select.andWhere('r.finishedAt IS NULL');
    else if (outcome) select.andWhere('r.outcome = :outcome', { outcome });
    if (cursor) select.andWhere('r.id < :before', { before: decodeCursor(z.uuid(), cursor) });
    return toPage(await select.getMany(), limit, viewOfRun, ({ id }) => id);
  }

  /** @throws ProblemException 404 */
  async get(accountId: string, id: string): Promise<RunView> {
    const run = await this.manager.findOneBy(Run, { accountId, id });
    if (!run) throw notFound('run');
    return viewOfRun(run);
  }
}
