import { DatabaseError, type Client } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import { roleOf, schemaOf, type ServiceName } from '../config/service-name';
import { connect, DatabaseUnavailableError } from './connect';
import { dataSourceOptions, type DatabaseAccess } from './data-source-options';
import type { MigrationClass } from './database.module';

/**
 * How long a migration waits for a table that somebody is using. While it waits, whoever needs the table queues up
 * behind it, so it gives up soon and the service that starts fails instead of the one that works.
 */
const LOCK_TIMEOUT_SECONDS = 10;
const LOCK_NOT_AVAILABLE = '55P03';
const INSUFFICIENT_PRIVILEGE = '42501';

/** A migration could not get hold of a table. Nothing of it happened. */
export class MigrationBlockedError extends Error {
  override readonly name = 'MigrationBlockedError';
}

/**
 * Makes the service's role and schema when they are absent and runs the migrations that are missing, as that role.
 * Safe to call from several processes at once: one works, the others wait and then find nothing to do.
 * @param lockTimeoutSeconds how long a migration waits for a table in use
 * @throws DatabaseUnavailableError when there is no connection to be had, or the login may not act as the role
 * @throws MigrationBlockedError when somebody holds a table for too long
 */
export async function prepareDatabase(
  config: DatabaseAccess,
  migrations: readonly MigrationClass[],
  lockTimeoutSeconds = LOCK_TIMEOUT_SECONDS,
): Promise<void> {
  const client = await connect(config);
  try {
    await client.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [roleOf(config.service)]);
    await createRoleAndSchema(client, config.service);
    await runMigrations(config, migrations, lockTimeoutSeconds);
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
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
  await becomeMember(client, role);
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${schemaOf(service)} AUTHORIZATION ${role}`);
}

/** Lets the login act as the role. Since PostgreSQL 16 only who made a role, or was given it, may hand it out. */
async function becomeMember(client: Client, role: string): Promise<void> {
  const membership = `
    DO $$
    BEGIN
      IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
         AND NOT pg_has_role(current_user, '${role}', 'USAGE') THEN
        EXECUTE format('GRANT ${role} TO %I', current_user);
      END IF;
    END $$`;
  try {
    await client.query(membership);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new DatabaseUnavailableError(
      `The login of DATABASE_URL may not act as the role ${role}, which somebody else made. ` +
        `As a superuser run: GRANT ${role} TO <login>;`,
      { cause: error },
    );
  }
}

async function runMigrations(
  config: DatabaseAccess,
  migrations: readonly MigrationClass[],
  lockTimeoutSeconds: number,
): Promise<void> {
  const dataSource = new DataSource({
    ...dataSourceOptions(config, [], { lock_timeout: `${lockTimeoutSeconds}s` }),
    poolSize: 1,
    migrations: [...migrations],
    migrationsTableName: 'migrations',
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations({ transaction: 'each' });
  } catch (error) {
    if (!(error instanceof QueryFailedError) || codeOf(error) !== LOCK_NOT_AVAILABLE) throw error;
    throw new MigrationBlockedError(
      `A migration of ${config.service} waited ${lockTimeoutSeconds} s for a table that is in use, and was given up ` +
        'without a trace. Start the service again; when this stays, look into pg_stat_activity for a transaction that does not end.',
      { cause: error },
    );
  } finally {
    await dataSource.destroy();
  }
}

function codeOf({ driverError }: QueryFailedError<Error & { code?: unknown }>): unknown {
  return driverError.code;
}
