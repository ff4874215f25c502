import { createTestDatabase, type TestDatabase } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { connectorHostMigrations } from '../migrations';
import { SeenRecords, type RecordStream, type SeenRecord } from './seen-records';

jest.setTimeout(30_000);

describe('records seen', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let seen: SeenRecords;
  let stream: RecordStream;

  beforeAll(async () => {
    database = await createTestDatabase();
    const migrations = [...connectorHostMigrations];
    dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations }).initialize();
    await dataSource.runMigrations();
    seen = new SeenRecords(dataSource);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });
  beforeEach(() => {
    stream = { connectionId: uuidv7(), stream: 'orders' };
  });

  const remember = async (...records: SeenRecord[]) =>
    Object.fromEntries(await dataSource.transaction((tx) => seen.remember(tx, stream, records)));
  const record = (externalId: string, content: unknown, changed: Partial<SeenRecord> = {}): SeenRecord => ({
    externalId,
    content,
    open: true,
    day: '2026-03-01',
    ...changed,
  });
  const untold = () => dataSource.transaction((tx) => seen.takeUntoldDays(tx, stream));

  it('give a revision to what is new or changed, and to nothing else', async () => {
    expect(await remember(record('A', { x: 1, y: 2 }), record('B', 1))).toEqual({ A: 1, B: 1 });
    expect(await remember(record('A', { y: 2, x: 1 }), record('B', 2))).toEqual({ B: 2 });
    expect(await remember(record('B', 1))).toEqual({ B: 3 });
    expect(await remember()).toEqual({});
  });

  it('are counted by day, each day told when its count changed', async () => {
    await remember(
      record('A', 1),
      record('B', 1),
      record('C', 1, { day: '2026-03-02' }),
      record('D', 1, { day: null }),
    );
    const byDay = (days: { day: string }[]) => days.sort((a, b) => a.day.localeCompare(b.day));
    expect(byDay(await untold())).toEqual([
      { day: '2026-03-01', records: 2, revision: 1 },
      { day: '2026-03-02', records: 1, revision: 1 },
    ]);
    await remember(record('A', 2), record('B', 1));
    expect(await untold()).toEqual([]);
    await remember(record('B', 2, { day: '2026-03-02' }), record('D', 2, { day: '2026-03-02' }));
    expect(byDay(await untold())).toEqual([
      { day: '2026-03-01', records: 1, revision: 2 },
      { day: '2026-03-02', records: 3, revision: 2 },
    ]);
  });

  it('are read again, the open ones, those first that nobody looked at for longest', async () => {
    await remember(record('A', 1), record('B', 1), record('C', 1, { open: false }));
    await dataSource.query(
      `UPDATE seen_records SET checked_at = now() - interval '1 hour' WHERE connection_id = $1 AND external_id <> 'A'`,
      [stream.connectionId],
    );
    expect(await seen.leastRecentlyChecked(stream, 60_000, 10)).toEqual(['B']);
    expect(await seen.leastRecentlyChecked(stream, 0, 1)).toEqual(['B']);
    await dataSource.transaction((tx) => seen.markChecked(tx, stream, ['B']));
    expect(await seen.leastRecentlyChecked(stream, 60_000, 10)).toEqual([]);
    expect(await seen.leastRecentlyChecked(stream, 0, 10)).toEqual(['A', 'B']);
  });
});
