import type { EntityClass } from '@crossdock/platform';
import { CartConnection } from './connections/cart-connection.entity';
import { Merchant } from './connections/merchant.entity';
import { WmsConnection } from './connections/wms-connection.entity';
import { OrderRulesRow } from './order-rules/order-rules.entity';
import { OrderLine } from './orders/order-line.entity';
import { Order } from './orders/order.entity';
import { LedgerRun } from './runs/ledger-run.entity';
import { SkippedOrder } from './skipped-orders/skipped-order.entity';
import { OrderTimelineEntry } from './timeline/order-timeline.entity';

/** Every entity of the ledger. */
export const entities: EntityClass[] = [
  CartConnection,
  LedgerRun,
  Merchant,
  Order,
  OrderLine,
  OrderRulesRow,
  OrderTimelineEntry,
  SkippedOrder,
  WmsConnection,
];
