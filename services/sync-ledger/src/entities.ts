import type { EntityClass } from '@crossdock/platform';
import { CartConnection } from './connections/cart-connection.entity';
import { Merchant } from './connections/merchant.entity';
import { WmsConnection } from './connections/wms-connection.entity';
import { LedgerRun } from './runs/ledger-run.entity';
import { OrderTimelineEntry } from './timeline/order-timeline.entity';

/** Every entity of the ledger. */
export const entities: EntityClass[] = [
  CartConnection,
  LedgerRun,
  Merchant,
  OrderTimelineEntry,
  WmsConnection,
];
