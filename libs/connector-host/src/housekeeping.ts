import { Inject, Injectable } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import { HOST_OPTIONS, type HostOptions } from './host-options';
import { IntentStore } from './intents/intent.store';
import { SyncRunStore } from './runs/sync-run.store';

const DAY_MS = 86_400_000;
const AFTER_START_MS = 60_000;

/** Forgets what nobody will ask for any more. Daily and soon after the start; several processes may. */
@Injectable()
export class Housekeeping {
  constructor(
    private readonly intents: IntentStore,
    private readonly runs: SyncRunStore,
    @Inject(HOST_OPTIONS) private readonly options: Pick<HostOptions, 'retentionDays'>,
  ) {}

  @Timeout(AFTER_START_MS)
  async tidyAfterStart(): Promise<void> {
    await this.tidy();
  }

  @Interval(DAY_MS)
  async tidy(): Promise<void> {
    await this.intents.purge(this.options.retentionDays);
    await this.runs.purge(this.options.retentionDays);
  }
}
