import { messagingMigrations } from '@crossdock/messaging';
import type { MigrationClass } from '@crossdock/platform';
import { ScheduleTables1760000000000 } from './schedule-tables.migration';

/** Everything that the scheduler's schema consists of. */
export const migrations: readonly MigrationClass[] = [...messagingMigrations, ScheduleTables1760000000000];
