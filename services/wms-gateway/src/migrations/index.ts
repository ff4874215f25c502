import { connectorHostMigrations } from '@crossdock/connector-host';
import { messagingMigrations } from '@crossdock/messaging';
import type { MigrationClass } from '@crossdock/platform';
import { OneConnectionPerMerchant1750001000000 } from './one-connection-per-merchant.migration';

export const migrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...connectorHostMigrations,
  OneConnectionPerMerchant1750001000000,
];
