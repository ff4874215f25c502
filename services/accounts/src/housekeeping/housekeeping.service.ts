import { Clock } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { EntityManager } from 'typeorm';

/** Removes what nobody can use any more. Replicas may do it at the same time. */
@Injectable()
export class HousekeepingService {
  constructor(
    private readonly manager: EntityManager,
    private readonly clock: Clock,
  ) {}

  @Cron(CronExpression.EVERY_HOUR)
  async removeExpired(): Promise<void> {
    const now = this.clock.now();
    await this.manager.query('DELETE FROM session WHERE expires_at <= $1', [now]);
    await this.manager.query('DELETE FROM login_attempt WHERE window_ends_at <= $1', [now]);
  }
}
