import { Clock } from '@crossdock/platform';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { firstRunIdAt } from '../runs/run-id';
import { SCHEDULER_OPTIONS, type SchedulerOptions } from '../scheduler-options';

const DAY_MS = 86_400_000;
const BATCH = 5_000;

/** Removes what nobody looks at any more. Replicas may do it at the same time. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    @Inject(SCHEDULER_OPTIONS) private readonly options: SchedulerOptions,
  ) {}

  /** In batches, so that no transaction is long. Returns how many it removed. */
  async purgeRuns(): Promise<number> {
    const oldest = firstRunIdAt(new Date(this.clock.now().getTime() - this.options.keepRunsDays * DAY_MS));
    let removed = 0;
    for (;;) {
      const [, count]: [unknown, number] = await this.dataSource.query(
        `DELETE FROM run
         WHERE id IN (SELECT id FROM run WHERE id < $1 AND finished_at IS NOT NULL ORDER BY id LIMIT ${BATCH})`,
        [oldest],
      );
      removed += count;
      if (count < BATCH) return removed;
    }
  }
}
