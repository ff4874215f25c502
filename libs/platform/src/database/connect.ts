import { Client } from 'pg';
import { roleOf } from '../config/service-name';
import type { DatabaseAccess } from './data-source-options';

const CONNECT_TIMEOUT_MS = 5_000;

/** PostgreSQL cannot be reached or does not let the service in. The message says where and what to check. */
export class DatabaseUnavailableError extends Error {
  override readonly name = 'DatabaseUnavailableError';
}

/**
 * A connection as the login of the address, not yet as the service's role.
 * @throws DatabaseUnavailableError
 */
export async function connect({ service, databaseUrl }: DatabaseAccess): Promise<Client> {
  const client = new Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: `${roleOf(service)}_setup`,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new DatabaseUnavailableError(
      `${service} cannot use PostgreSQL at ${placeOf(databaseUrl)} (${reason}). ` +
        'Check that it runs and that DATABASE_URL names the right host, database, user and password.',
      { cause: error },
    );
  }
}

/** Where an address leads to, without user and password. */
export function placeOf(databaseUrl: string): string {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `${hostname}:${port || '5432'}${pathname}`;
}
