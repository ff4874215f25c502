import { randomUUID } from 'node:crypto';
import { Test } from '@nestjs/testing';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { DeadLetters } from '../dead-letters/dead-letters';
import { Inbox } from '../inbox/inbox';
import { messagingMigrations } from '../migrations/messaging-migrations';
import { MessagingHousekeeping } from './messaging-housekeeping';

describe('MessagingHousekeeping', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = new DataSource({ type: 'postgres', url: database.url, migrations: messagingMigrations });
    await dataSource.initialize();
    await dataSource.runMigrations();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('is called by the schedule and forgets what is older than 13 months, nothing younger', async () => {
    const module = await Test.createTestingModule({
      imports: [ScheduleModule.forRoot()],
      providers: [MessagingHousekeeping, Inbox, DeadLetters, { provide: DataSource, useValue: dataSource }],
    }).compile();
    const app = module.createNestApplication();
    app.useLogger(false);
    await app.init();
    try {
      const registry = app.get(SchedulerRegistry);
      expect([registry.getIntervals(), registry.getTimeouts()]).toEqual([
        ['messaging-housekeeping'],
        ['messaging-housekeeping-after-start'],
      ]);
      for (const months of [12, 14]) {
        const row = [randomUUID(), `${months} months`];
        await dataSource.query(
          `INSERT INTO inbox (consumer, event_id, handled_at) VALUES ($2::text, $1, now() - ($2::text)::interval)`,
          row,
        );
        await dataSource.query(
          `INSERT INTO dead_letter (id, queue, raw, reason, error, attempts, parked_at)
           VALUES ($1, $2::text, '?', 'unreadable', 'no JSON', 1, now() - ($2::text)::interval)`,
          row,
        );
      }
      await app.get(MessagingHousekeeping).purge();
      expect(await dataSource.query('SELECT consumer AS age FROM inbox')).toEqual([{ age: '12 months' }]);
      expect(await dataSource.query('SELECT queue AS age FROM dead_letter')).toEqual([{ age: '12 months' }]);
    } finally {
      await app.close();
    }
  });
});
