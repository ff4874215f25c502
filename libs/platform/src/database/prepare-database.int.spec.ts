import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import type { ServiceConfig } from '../config/service-config';
import type { ServiceName } from '../config/service-name';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { testServiceConfig } from '../testing/test-service-config';
import { DatabaseUnavailableError } from './connect';
import { dataSourceOptions } from './data-source-options';
import { MigrationBlockedError, prepareDatabase } from './prepare-database';

class Things1700000000000 implements MigrationInterface {
  readonly name = 'Things1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE thing (id integer PRIMARY KEY)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE thing');
  }
}

class MoreThings1700000000002 implements MigrationInterface {
  readonly name = 'MoreThings1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE thing ADD COLUMN more integer');
  }

  async down(): Promise<void> {}
}

class BrokenThings1700000000001 implements MigrationInterface {
  readonly name = 'BrokenThings1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half (id integer)');
    await runner.query('CREATE TABLE thing (id integer)');
  }

  async down(): Promise<void> {}
}

describe('prepareDatabase', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  const config = (service: ServiceName, overrides: Partial<ServiceConfig> = {}) =>
    testServiceConfig(service, { databaseUrl: database.url, ...overrides });

  async function as<T>(service: ServiceName, work: (source: DataSource) => Promise<T>): Promise<T> {
    const source = await new DataSource(dataSourceOptions(config(service), [])).initialize();
    try {
      return await work(source);
    } finally {
      await source.destroy();
    }
  }

  it('makes role, schema and tables, owned by the role', async () => {
    await prepareDatabase(config('cart-gateway'), [Things1700000000000]);
    const owners = await as('cart-gateway', (source) =>
      source.query(`SELECT schemaname, tablename, tableowner FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY tablename`),
    );
    expect(owners).toEqual([
      { schemaname: 'cart_gateway', tablename: 'migrations', tableowner: 'crossdock_cart_gateway' },
      { schemaname: 'cart_gateway', tablename: 'thing', tableowner: 'crossdock_cart_gateway' },
    ]);
  });

  it('gives connections that work as the role, in the schema and in UTC', async () => {
    await prepareDatabase(config('sync-ledger'), []);
    const [session] = await as('sync-ledger', (source) =>
      source.query(`SELECT current_user AS "user", current_schemas(false)::text AS schemas,
                           current_setting('timezone') AS zone`),
    );
    expect(session).toEqual({ user: 'crossdock_sync_ledger', schemas: '{sync_ledger}', zone: 'UTC' });
  });

  it('runs each migration once although many replicas start together', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () => prepareDatabase(config('scheduler'), [Things1700000000000])),
    );
    const ran = await as('scheduler', (source) => source.query('SELECT name FROM migrations'));
    expect(ran).toEqual([{ name: 'Things1700000000000' }]);
  });

  it('prepares five services and a second database side by side', async () => {
    const other = await createTestDatabase();
    try {
      const services: ServiceName[] = ['accounts', 'scheduler', 'cart-gateway', 'wms-gateway', 'sync-ledger'];
      await Promise.all(
        services.flatMap((service) => [
          prepareDatabase(config(service), [Things1700000000000]),
          prepareDatabase(config(service, { databaseUrl: other.url }), [Things1700000000000]),
        ]),
      );
    } finally {
      await other.drop();
    }
  });

  it('keeps one service out of the tables of another', async () => {
    await prepareDatabase(config('accounts'), [Things1700000000000]);
    await prepareDatabase(config('scheduler'), []);
    await expect(as('scheduler', (source) => source.query('SELECT * FROM accounts.thing'))).rejects.toThrow(
      'permission denied for schema accounts',
    );
  });

  it('leaves nothing behind of a migration that failed, and says which', async () => {
    await prepareDatabase(config('accounts'), [Things1700000000000]);
    await expect(
      prepareDatabase(config('accounts'), [Things1700000000000, BrokenThings1700000000001]),
    ).rejects.toThrow('relation "thing" already exists');
    const half = await as('accounts', (source) => source.query(`SELECT to_regclass('half') AS half`));
    expect(half).toEqual([{ half: null }]);
  });

  it('gives a migration up whose table somebody holds, and does it at the next start', async () => {
    const both = [Things1700000000000, MoreThings1700000000002];
    await prepareDatabase(config('accounts'), [Things1700000000000]);
    await as('accounts', (source) =>
      source.transaction(async (tx) => {
        await tx.query('LOCK TABLE thing IN ACCESS SHARE MODE');
        const refusal = prepareDatabase(config('accounts'), both, 1);
        await expect(refusal).rejects.toThrow(MigrationBlockedError);
        await expect(refusal).rejects.toThrow('waited 1 s for a table that is in use');
      }),
    );
    await prepareDatabase(config('accounts'), both, 1);
  });

  it('waits for another replica that migrates longer than it waits for a table', async () => {
    await prepareDatabase(config('accounts'), []);
    await as('accounts', async (source) => {
      const migrating = source.transaction(async (tx) => {
        await tx.query(
          `SELECT pg_advisory_xact_lock(hashtextextended('crossdock_accounts', 0)), pg_sleep(1.5)`,
        );
      });
      await Promise.all([migrating, prepareDatabase(config('accounts'), [Things1700000000000], 1)]);
    });
  });

  describe('for a login that is no superuser', () => {
    const login = `crossdock_test_login_${process.pid}`;
    let admin: DataSource;
    let databaseUrl: string;

    beforeEach(async () => {
      admin = await new DataSource({ type: 'postgres', url: database.url }).initialize();
      // Makes the role, which belongs to the whole server, if no other test has.
      await prepareDatabase(config('wms-gateway'), []);
      await admin.query(`DROP SCHEMA wms_gateway CASCADE`);
      await admin.query(`CREATE ROLE ${login} LOGIN PASSWORD 'test'`);
      await admin.query(`GRANT CREATE ON DATABASE ${new URL(database.url).pathname.slice(1)} TO ${login}`);
      const url = new URL(database.url);
      url.username = login;
      url.password = 'test';
      databaseUrl = url.toString();
    });
    afterEach(async () => {
      await admin.query(`DROP SCHEMA IF EXISTS wms_gateway CASCADE`);
      await admin.query(`DROP OWNED BY ${login}`);
      await admin.query(`DROP ROLE ${login}`);
      await admin.destroy();
    });

    it('works when it may act as the role', async () => {
      await admin.query(`GRANT crossdock_wms_gateway TO ${login}`);
      await prepareDatabase(config('wms-gateway', { databaseUrl }), [Things1700000000000]);
      expect(await as('wms-gateway', (source) => source.query('SELECT * FROM thing'))).toEqual([]);
    });

    it('says what a superuser has to do when it may not', async () => {
      const refusal = prepareDatabase(config('wms-gateway', { databaseUrl }), []);
      await expect(refusal).rejects.toThrow(DatabaseUnavailableError);
      await expect(refusal).rejects.toThrow(/GRANT crossdock_wms_gateway TO <login>;$/);
    });
  });

  it('says where it looked and what to check when PostgreSQL does not answer', async () => {
    const unreachable = config('accounts', { databaseUrl: 'postgres://u:hunter2@127.0.0.1:1/hub' });
    const refusal = prepareDatabase(unreachable, []);
    await expect(refusal).rejects.toThrow(DatabaseUnavailableError);
    await expect(refusal).rejects.toThrow(
      /^accounts cannot use PostgreSQL at 127\.0\.0\.1:1\/hub \(.*ECONNREFUSED.*\)\. Check that it runs/,
    );
    await expect(refusal).rejects.not.toThrow('hunter2');
  });
});
