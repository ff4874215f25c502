import { messagingMigrations } from '@crossdock/messaging';
import type { MigrationClass } from '@crossdock/platform';
import { Orders1760000000100 } from './1760000000100-orders';

/** Everything that the ledger's schema is made of. */
export const migrations: MigrationClass[] = [...messagingMigrations, Orders1760000000100];
