import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { DeadLetters } from '../dead-letters/dead-letters';
import { Inbox } from '../inbox/inbox';
import { noMetrics } from '../metrics/messaging-metrics';
import { messagingMigrations } from '../migrations/messaging-migrations';
import { RetryLadder } from '../retry/retry-ladder';
import { TcpProxy } from '../testing/labs/tcp-proxy';
import { counted, ItemCounted } from '../testing/suite/suite-events';
import { BatchProcessor } from './batch-processor';
import { CrashGuard } from './crash-guard';
import type { BoundHandler } from './queue-plan';

describe('BatchProcessor', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let dataSource: DataSource;
  let processor: BatchProcessor;
  const handled: string[][] = [];
  let react: BoundHandler['call'] = async () => undefined;
  const handlers: BoundHandler[] = [
    {
      lane: 'counts',
      definitions: [ItemCounted],
      call: async (events, context) => {
        handled.push(events.map(({ key }) => key));
        await react(events, context);
      },
    },
  ];

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(async () => {
    handled.splice(0);
    react = async () => undefined;
    database = await createTestDatabase();
    proxy = await TcpProxy.start(database.url);
    dataSource = await new DataSource({
      type: 'postgres',
      url: proxy.url,
      migrations: messagingMigrations,
    }).initialize();
    await dataSource.runMigrations();
    processor = new BatchProcessor(
      { service: 'store' },
      noMetrics,
      dataSource,
      new Inbox(dataSource),
      new CrashGuard(dataSource),
      new DeadLetters(dataSource),
      new RetryLadder([10, 20]),
    );
  });
  afterEach(async () => {
    await dataSource.destroy();
    await proxy.close();
    await database.drop();
  });

  const delivery = (name: string, attempt = 1) => ({
    event: counted(name),
    raw: '',
    attempt,
    redeliveries: 0,
    requeued: false,
  });
  const process = (...deliveries: ReturnType<typeof delivery>[]) =>
    processor.process('store.counts', handlers, deliveries);

  it('sends everything to the ladder, and what should be parked to its last rung, while the database is away', async () => {
    await proxy.close();
    const verdicts = await process(delivery('a'), delivery('b', 2), delivery('c', 3));
    expect({ handled, verdicts }).toEqual({
      handled: [],
      verdicts: [10, 20, 20].map((afterMs) => ({
        kind: 'retry',
        afterMs,
        error: expect.stringContaining('ECONN'),
      })),
    });
  });

  it('does not count as handled what a handler did in a transaction that it broke and went on with', async () => {
    react = async (_, { tx }) => {
      await tx.query('SELECT * FROM nowhere').catch(() => undefined);
    };
    expect(await process(delivery('a'))).toEqual([
      { kind: 'retry', afterMs: 10, error: expect.stringContaining('current transaction is aborted') },
    ]);
    react = async () => undefined;
    expect(await process(delivery('a', 2))).toEqual([{ kind: 'done' }]);
    expect(handled).toEqual([['a'], ['a']]);
  });

  it('gives a handler one copy of an event that came twice in a batch', async () => {
    expect(await process(delivery('a'), delivery('b'), delivery('a'))).toEqual([
      { kind: 'done' },
      { kind: 'done' },
      { kind: 'done' },
    ]);
    expect(handled).toEqual([['a', 'b']]);
  });
});
