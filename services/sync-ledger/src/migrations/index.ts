import { messagingMigrations } from '@crossdock/messaging';
import type { MigrationClass } from '@crossdock/platform';
import { Orders1760000000100 } from './1760000000100-orders';
import { Alerts1760000100000 } from './1760000100000-alerts';
import { Shipments1760000200000 } from './1760000200000-shipments';
import { Inventory1760000300000 } from './1760000300000-inventory';
import { CartBooks1760000400000 } from './1760000400000-cart-books';

/** Everything that the ledger's schema is made of. */
export const migrations: MigrationClass[] = [
  ...messagingMigrations,
  Orders1760000000100,
  Alerts1760000100000,
  Shipments1760000200000,
  Inventory1760000300000,
  CartBooks1760000400000,
];
