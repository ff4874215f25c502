import type { DomainEvent } from '@crossdock/domain';
import { createEventStrategy, InProcessTransport } from '@crossdock/messaging';
import { deliverEvents, outboxEvents } from '@crossdock/messaging/testing';
import { createServiceApp, type ServiceConfig } from '@crossdock/platform';
import {
  createTestDatabase,
  ManualClock,
  testAuth,
  testServiceConfig,
  type TestAuth,
  type TestDatabase,
} from '@crossdock/platform/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { LostRuns } from '../runs/lost-runs.service';
import { SchedulerModule } from '../scheduler.module';
import type { SchedulerOptions } from '../scheduler-options';
import { Tick } from '../ticks/tick.service';
import { ApiClient } from './api-client';

/** One scheduler as a process runs it, but nothing ticks by itself. */
export interface Replica {
  readonly app: NestExpressApplication;
  readonly tick: Tick;
  readonly lostRuns: LostRuns;
}

export interface SchedulerTestApp extends Replica {
  readonly clock: ManualClock;
  readonly dataSource: DataSource;
  /** Another process on the same database. */
  addReplica(): Promise<Replica>;
  /** Brings events to the handlers and waits until they are handled. */
  deliver(...events: DomainEvent[]): Promise<void>;
  /** Everything that was told so far, in order. */
  told(): Promise<DomainEvent[]>;
  client(accountId: string): Promise<ApiClient>;
  close(): Promise<void>;
}

export async function startScheduler(options: Partial<SchedulerOptions> = {}): Promise<SchedulerTestApp> {
  const database: TestDatabase = await createTestDatabase();
  const auth: TestAuth = await testAuth();
  const config = testServiceConfig('scheduler', { databaseUrl: database.url, jwksUrl: auth.jwksUrl });
  const clock = new ManualClock();
  const closing: (() => Promise<void>)[] = [];
  const start = async () => {
    const replica = await startReplica(config, clock, options);
    closing.push(replica.close);
    return replica;
  };
  const first = await start();
  await first.app.listen(0, '127.0.0.1');
  const base = (await first.app.getUrl()).replace('[::1]', '127.0.0.1');
  const dataSource = first.app.get(DataSource);
  return {
    ...first,
    clock,
    dataSource,
    addReplica: start,
    deliver: (...events) => deliverEvents(first.transport, events),
    told: () => outboxEvents(dataSource),
    async client(accountId) {
      const userId = '0197f2a0-0000-7000-8000-0000000000ff';
      return new ApiClient(
        base,
        await auth.token({ userId, accountId, accountKind: 'fulfillment' }, clock.now()),
      );
    },
    async close() {
      for (const close of closing) await close();
      await auth.close();
      await database.drop();
    },
  };
}

async function startReplica(config: ServiceConfig, clock: ManualClock, options: Partial<SchedulerOptions>) {
  const transport = new InProcessTransport();
  const app = await createServiceApp({
    module: SchedulerModule.forRuntime({ config, transport, tickMs: 0, lostRunsMs: 0, ...options }),
    config,
    clock,
    strategy: createEventStrategy,
  });
  await app.startAllMicroservices();
  transport.open();
  const close = async () => {
    await app.close();
    await transport.close();
  };
  return { app, transport, tick: app.get(Tick), lostRuns: app.get(LostRuns), close };
}
