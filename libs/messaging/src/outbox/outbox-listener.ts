import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { describeError } from '../handling/describe-error';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging-options';
import { OutboxRelay } from './outbox-relay';

/**
 * Wakes the relay when a transaction with events commits, if `relay.notify` is on. Holds one connection of the pool. The
 * relay polls all the same, so a lost connection costs latency only, until the next start.
 */
@Injectable()
export class OutboxListener implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('OutboxListener');
  private runner: QueryRunner | null = null;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: Pick<MessagingOptions, 'relay'>,
    private readonly dataSource: DataSource,
    private readonly relay: OutboxRelay,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.options.relay?.notify) return;
    this.runner = this.dataSource.createQueryRunner();
    const client = (await this.runner.connect()) as PoolClient;
    client.on('notification', () => this.relay.wake());
    client.on('error', (error) => {
      this.runner = null;
      this.logger.warn(`No longer woken by commits: ${describeError(error)}`);
    });
    await this.runner.query(`DO $$ BEGIN EXECUTE format('LISTEN %I', 'outbox_' || current_schema()); END $$`);
  }

  async onModuleDestroy(): Promise<void> {
    await this.runner?.query('UNLISTEN *');
    await this.runner?.release();
    this.runner = null;
  }
}
