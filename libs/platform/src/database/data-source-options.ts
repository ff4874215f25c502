import type { DataSourceOptions } from 'typeorm';
import { roleOf, schemaOf } from '../config/service-name';
import type { ServiceConfig } from '../config/service-config';
import type { EntityClass } from './database.module';
import { SilentLogger } from './silent-logger';

const CONNECT_TIMEOUT_MS = 5_000;
/** No use case waits for anything but the database while its transaction is open. */
const IDLE_IN_TRANSACTION_TIMEOUT = '30s';

/** What of a service's configuration leads to its data. */
export type DatabaseAccess = Pick<ServiceConfig, 'service' | 'databaseUrl' | 'databasePoolSize'>;

/**
 * Settings of a service's pool. Every connection works as the service's role, sees only its schema and speaks UTC.
 * PostgreSQL ends a connection whose transaction does nothing for 30 s: a process that hangs gives its locks back.
 * The settings travel in the start-up packet, so a pooler in between must work in session mode.
 * @param more further settings of PostgreSQL
 */
export function dataSourceOptions(
  config: DatabaseAccess,
  entities: readonly EntityClass[],
  more: Readonly<Record<string, string>> = {},
): DataSourceOptions & { type: 'postgres' } {
  const { service } = config;
  const settings = {
    role: roleOf(service),
    search_path: schemaOf(service),
    timezone: 'UTC',
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT,
    ...more,
  };
  return {
    type: 'postgres',
    url: config.databaseUrl,
    schema: schemaOf(service),
    applicationName: roleOf(service),
    entities: [...entities],
    synchronize: false,
    migrationsRun: false,
    installExtensions: false,
    logger: new SilentLogger(),
    poolSize: config.databasePoolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: {
      options: Object.entries(settings)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    },
  };
}
