import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { messagingMigrations } from '../migrations/messaging-migrations';
import { counted } from '../testing/suite/suite-events';
import { Inbox } from './inbox';

describe('Inbox', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let inbox: Inbox;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: messagingMigrations,
    }).initialize();
    await dataSource.runMigrations();
    inbox = new Inbox(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const claim = (consumer: string, ...names: string[]) =>
    dataSource.transaction((tx) =>
      inbox.claim(
        tx,
        consumer,
        names.map((name) => counted(name).id),
      ),
    );

  it('knows an event per consumer, and forgets it after the retention', async () => {
    const [a, b] = [counted('a').id, counted('b').id];
    expect(await claim('store.counts', 'a', 'a')).toEqual(new Set([a]));
    expect(await claim('store.counts', 'a', 'b')).toEqual(new Set([b]));
    expect(await claim('audit.all', 'a')).toEqual(new Set([a]));

    await dataSource.query(
      `UPDATE inbox SET handled_at = now() - interval '14 months' WHERE consumer = 'store.counts'`,
    );
    expect(await inbox.purge()).toBe(2);
    expect(await claim('store.counts', 'a')).toEqual(new Set([a]));
    expect(await claim('audit.all', 'a')).toEqual(new Set());
  });
});
