import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { testServiceConfig } from '../testing/test-service-config';
import { dataSourceOptions } from './data-source-options';
import { prepareDatabase } from './prepare-database';

describe('a transaction in which nothing happens', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    const config = testServiceConfig('sync-ledger', { databaseUrl: database.url, databasePoolSize: 2 });
    await prepareDatabase(config, []);
    source = await new DataSource(dataSourceOptions(config, [])).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('is ended by PostgreSQL after 30 s', async () => {
    expect(await source.query('SHOW idle_in_transaction_session_timeout')).toEqual([
      { idle_in_transaction_session_timeout: '30s' },
    ]);
  });

  it('fails for whoever held it, gives its locks back and leaves the pool in order', async () => {
    await source.query('CREATE TABLE thing (id integer PRIMARY KEY)');
    const hung = source.transaction(async (tx) => {
      await tx.query(`SET LOCAL idle_in_transaction_session_timeout = '100ms'`);
      await tx.query('INSERT INTO thing VALUES (1)');
      await sleep(400);
      await tx.query('INSERT INTO thing VALUES (2)');
    });
    await expect(hung).rejects.toThrow();
    const answers = await Promise.all(
      [3, 4, 5].map((id) => source.query('INSERT INTO thing VALUES ($1) RETURNING id', [id])),
    );
    expect(answers).toEqual([[{ id: 3 }], [{ id: 4 }], [{ id: 5 }]]);
    expect(await source.query('SELECT id FROM thing ORDER BY id')).toEqual([{ id: 3 }, { id: 4 }, { id: 5 }]);
  });
});
