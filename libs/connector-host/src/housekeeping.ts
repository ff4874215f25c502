import { Inject, Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { HOST_OPTIONS, type HostOptions } from './host-options';
import { IntentStore } from './intents/intent.store';
import { SyncRunStore } from './runs/sync-run.store';

/** Forgets what nobody will ask for any more. Safe in several processes at once. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly intents: IntentStore,
    private readonly runs: SyncRunStore,
    @Inject(HOST_OPTIONS) private readonly options: Pick<HostOptions, 'retentionDays'>,
  ) {}

  @Cron(CronExpression.EVERY_DAY_AT_3AM)
  async tidy(): Promise<void> {
    await this.intents.purge(this.options.retentionDays);
    await this.runs.purge(this.options.retentionDays);
  }
}
