import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { messagingMigrations } from '../migrations/messaging-migrations';
import { counted } from '../testing/suite/suite-events';
import { Outbox } from './outbox';
import { OutboxStore } from './outbox-store';

describe('OutboxStore', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let store: OutboxStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: messagingMigrations,
    }).initialize();
    await dataSource.runMigrations();
    store = new OutboxStore(dataSource);
  });
  beforeEach(() => dataSource.query('TRUNCATE outbox'));
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const tell = (...names: string[]) =>
    dataSource.transaction((tx) =>
      new Outbox({}).add(
        tx,
        names.map((name) => counted(name)),
      ),
    );
  const claimed = async (leaseMs = 60_000) => {
    const claim = await store.claim(10, leaseMs);
    return {
      token: claim!.token,
      seqs: claim!.rows.map(({ seq }) => seq),
      names: claim!.rows.map(({ event }) => event.key),
    };
  };

  it('gives a row out again when its lease has run out, and counts that nobody knows how the first time ended', async () => {
    await tell('a');
    await store.claim(10, 0);
    const claim = await store.claim(10, 60_000);
    expect(claim!.rows).toEqual([
      { seq: expect.any(String), event: counted('a'), queue: null, attempt: 1, redeliveries: 1, refusals: 0 },
    ]);
    expect(await claimed()).toEqual({ token: '0', seqs: [], names: [] });
  });

  it('lets a relay whose lease ran out change nothing about rows that another has claimed since', async () => {
    await tell('a', 'b');
    const stale = await claimed(0);
    const current = await claimed();
    await store.delete(stale.token, stale.seqs);
    await store.postpone(
      stale.token,
      stale.seqs.map((seq) => ({ seq, waitMs: 0, error: 'late', counts: 'refusals' as const })),
    );
    expect(await dataSource.query('SELECT token, refusals, last_error FROM outbox')).toEqual([
      { token: current.token, refusals: 0, last_error: null },
      { token: current.token, refusals: 0, last_error: null },
    ]);
    await store.delete(current.token, current.seqs);
    expect(await dataSource.query('SELECT 1 FROM outbox')).toEqual([]);
  });

  it('gives nothing to a second claimer while the first has not committed', async () => {
    await tell('a');
    await dataSource.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.outbox'))`);
      expect(await store.claim(10, 60_000)).toBeNull();
    });
    expect((await claimed()).names).toEqual(['a']);
  });

  it('says whether anything is due and how long the oldest has waited', async () => {
    expect({ due: await store.hasDue(), age: await store.oldestAge() }).toEqual({ due: false, age: 0 });
    await tell('a');
    await dataSource.query(`UPDATE outbox SET added_at = now() - interval '90 seconds'`);
    expect(await store.hasDue()).toBe(true);
    expect(await store.oldestAge()).toBeCloseTo(90, 0);
    await store.claim(10, 60_000);
    expect(await store.hasDue()).toBe(false);
  });
});
