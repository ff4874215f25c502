import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connectorHostMigrations } from '../migrations';
import { LeaseLostError, type Lease } from './lease';
import { StreamStateStore } from './stream-state.store';

jest.setTimeout(30_000);

describe('leases of streams', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  const store = (leaseMs = 60_000, workersPerAccount = 10) =>
    new StreamStateStore(dataSource, { leaseMs, workersPerAccount });

  beforeAll(async () => {
    database = await createTestDatabase();
    const migrations = [...connectorHostMigrations];
    dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
    await dataSource.runMigrations();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() => dataSource.query('TRUNCATE connections CASCADE'));

  const connect = async ({ accountId = uuidv7(), connector = 'a', state = 'active' } = {}) => {
    const connectionId = uuidv7();
    await dataSource.query(
      `INSERT INTO connections (id, account_id, merchant_id, connector, name, settings, sealed_credentials, identity,
         state, read_since)
       VALUES ($1, $2, $1, $3, 'n', '{}', '', $1::uuid::text, $4, now())`,
      [connectionId, accountId, connector, state],
    );
    return { connectionId, accountId, stream: 'orders' };
  };
  const makeDue = (...streams: { connectionId: string; accountId: string; stream: string }[]) =>
    dataSource.transaction((tx) => store().makeDue(tx, streams));
  const fence = (lease: Lease) => dataSource.transaction((tx) => store().fence(tx, lease));

  it('are given for what is due, of active connections of the connectors served', async () => {
    const due = await connect();
    await makeDue(due, await connect({ state: 'paused' }), await connect({ connector: 'b' }));
    await connect();
    expect(await store().claim('me', ['a'])).toMatchObject({ connectionId: due.connectionId, attempts: 1 });
    expect(await store().claim('me', ['a'])).toBeNull();
  });

  it('are given to one of many who ask at once', async () => {
    await makeDue(await connect(), await connect(), await connect());
    const leases = await Promise.all(Array.from({ length: 10 }, () => store().claim('me', ['a'])));
    const given = leases.filter((lease) => lease !== null).map(({ connectionId }) => connectionId);
    expect([given.length, new Set(given).size]).toEqual([3, 3]);
  });

  it('go to somebody else when they ran out, and fence off the first holder', async () => {
    await makeDue(await connect());
    const first = (await store(1).claim('first', ['a']))!;
    await new Promise((resolve) => setTimeout(resolve, 10));
    const second = (await store().claim('second', ['a']))!;
    expect(second.attempts).toBe(2);
    await store().renew([first]);
    await expect(fence(first)).rejects.toBeInstanceOf(LeaseLostError);
    await expect(fence(second)).resolves.toEqual({ cursor: null });
  });

  it('cannot be taken while the holder is in a transaction, however late it is', async () => {
    await makeDue(await connect());
    const first = (await store(1).claim('first', ['a']))!;
    await new Promise((resolve) => setTimeout(resolve, 10));
    await dataSource.transaction(async (tx) => {
      await store().fence(tx, first);
      expect(await store().claim('second', ['a'])).toBeNull();
    });
  });

  it('stay with who renews them', async () => {
    await makeDue(await connect());
    const lease = (await store(1).claim('first', ['a']))!;
    await store().renew([lease]);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await store().claim('second', ['a'])).toBeNull();
  });

  it('leave workers to other accounts when one has its share', async () => {
    const accountId = uuidv7();
    const streams = [
      await connect({ accountId }),
      await connect({ accountId }),
      await connect({ accountId }),
    ];
    await makeDue(...streams);
    const quiet = await connect();
    await makeDue(quiet);
    const fair = store(60_000, 2);
    const leases = [];
    for (let n = 0; n < 4; n += 1) leases.push(await fair.claim('me', ['a']));
    expect(leases.map((lease) => lease?.connectionId === quiet.connectionId)).toEqual([
      false,
      false,
      true,
      false,
    ]);
    expect(leases[3]).toBeNull();
  });

  it('given back put the stream at the end of the line, and forget the attempts unless it failed', async () => {
    const [one, two] = [await connect(), await connect()];
    await makeDue(one);
    await makeDue(two);
    const release = async (lease: Lease, failed: boolean) =>
      dataSource.transaction(async (tx) => {
        await store().fence(tx, lease);
        await store().release(tx, lease, { due: { afterMs: 0 }, failed });
      });
    const next = async () => (await store().claim('me', ['a']))!;
    const first = await next();
    await release(first, true);
    const second = await next();
    await release(second, false);
    const again = [await next(), await next()];
    expect([first, second, ...again].map(({ connectionId, attempts }) => [connectionId, attempts])).toEqual([
      [one.connectionId, 1],
      [two.connectionId, 1],
      [one.connectionId, 2],
      [two.connectionId, 1],
    ]);
  });
});
