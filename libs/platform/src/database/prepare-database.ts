import { Client, type ClientConfig } from 'pg';
import { DataSource } from 'typeorm';
import { roleOf, schemaOf, type ServiceName } from '../config/service-name';
import type { ServiceConfig } from '../config/service-config';
import { dataSourceOptions } from './data-source-options';
import type { MigrationClass } from './database.module';

const CONNECT_TIMEOUT_MS = 5_000;

/** PostgreSQL cannot be reached or does not let the service in. The message says where and what to check. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
}

/**
 * Makes the service's role and schema when they are absent and runs the migrations that are missing, as that role.
 * Safe to call from several processes at once: one works, the others wait and then find nothing to do.
 * @throws DatabaseUnavailableError when there is no connection to be had
 */
export async function prepareDatabase(
  config: ServiceConfig,
  migrations: readonly MigrationClass[],
): Promise<void> {
  const client = await connect(config);
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [roleOf(config.service)]);
    await createRoleAndSchema(client, config.service);
    await runMigrations(config, migrations);
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

async function connect(config: ServiceConfig): Promise<Client> {
  const options: ClientConfig = {
    connectionString: config.databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: `${roleOf(config.service)}_setup`,
  };
  const client = new Client(options);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { hostname, port, pathname } = new URL(config.databaseUrl);
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new DatabaseUnavailableError(
      `${config.service} cannot use PostgreSQL at ${hostname}:${port || '5432'}${pathname} (${reason}). ` +
        'Check that it runs and that DATABASE_URL names the right host, database, user and password.',
      { cause: error },
    );
  }
}

/** Names come from the fixed list of services, so they need no quoting. */
async function createRoleAndSchema(client: Client, service: ServiceName): Promise<void> {
  const role = roleOf(service);
  // Roles belong to the whole server: another database's set-up may make the same one at the same time.
  await client.query(`
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} NOLOGIN;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END $$`);
  await client.query(`
    DO $$
    BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
         AND NOT pg_has_role(current_user, '${role}', 'USAGE') THEN
        EXECUTE format('GRANT ${role} TO %I', current_user);
      END IF;
    END $$`);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schemaOf(service)} AUTHORIZATION ${role}`);
}

async function runMigrations(config: ServiceConfig, migrations: readonly MigrationClass[]): Promise<void> {
  const dataSource = new DataSource({
    ...dataSourceOptions(config, []),
    poolSize: 1,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await dataSource.destroy();
  }
}
