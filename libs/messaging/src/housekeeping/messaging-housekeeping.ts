import { Injectable, Logger } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import { DeadLetters } from '../dead-letters/dead-letters';
import { Inbox } from '../inbox/inbox';

const DAY_MS = 86_400_000;
const AFTER_START_MS = 60_000;

/**
 * Forgets what inbox and dead letters need not remember: daily, and soon after the start, because a process that is
 * restarted every day would else never do it. Any number of replicas may. Put it into the providers of an application
 * that imports `ScheduleModule`.
 */
@Injectable()
export class MessagingHousekeeping {
  private readonly logger = new Logger(MessagingHousekeeping.name);

  constructor(
    private readonly inbox: Inbox,
    private readonly deadLetters: DeadLetters,
  ) {}

  @Timeout('messaging-housekeeping-after-start', AFTER_START_MS)
  async purgeAfterStart(): Promise<void> {
    await this.purge();
  }

  @Interval('messaging-housekeeping', DAY_MS)
  async purge(): Promise<void> {
    await this.inbox.purge();
    const lost = await this.deadLetters.purge();
    if (lost > 0) {
      this.logger.warn(
        `${lost} dead letters were parked more than ${DeadLetters.RETENTION_MONTHS} months ago and are gone, unhandled.`,
      );
    }
  }
}
