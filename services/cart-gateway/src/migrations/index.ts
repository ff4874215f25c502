import { connectorHostMigrations } from '@crossdock/connector-host';
import { messagingMigrations } from '@crossdock/messaging';
import type { MigrationClass } from '@crossdock/platform';

/** Everything that this gateway keeps is the host's: connections, streams, records and intents. */
export const migrations: readonly MigrationClass[] = [...messagingMigrations, ...connectorHostMigrations];
