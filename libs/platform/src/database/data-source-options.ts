import type { DataSourceOptions } from 'typeorm';
import { roleOf, schemaOf } from '../config/service-name';
import type { ServiceConfig } from '../config/service-config';
import type { EntityClass } from './database.module';
import { SilentLogger } from './silent-logger';

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Settings of a service's pool. Every connection works as the service's role, sees only its schema and speaks UTC.
 * The settings travel in the start-up packet, so a pooler in between must work in session mode.
 */
export function dataSourceOptions(
  config: ServiceConfig,
  entities: readonly EntityClass[],
): DataSourceOptions & { type: 'postgres' } {
  const { service } = config;
  const settings = { role: roleOf(service), search_path: schemaOf(service), timezone: 'UTC' };
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
