import { pageQuery, zPage } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class ProductQuery extends createZodDto(
  pageQuery.extend({ merchantId: z.uuid().optional(), sku: z.string().min(1).max(200).optional() }),
) {}

const zProduct = z.object({ merchantId: z.uuid(), sku: z.string(), firstSeenAt: z.iso.datetime() });
export type ProductView = z.output<typeof zProduct>;
export class ProductPage extends createZodDto(zPage(zProduct)) {}

const zCartStock = z.object({
  cartConnectionId: z.uuid(),
  /** What the store should show. */
  wanted: z.int(),
  version: z.int(),
  /** What the store is known to show; null while it was never told. */
  sent: z.object({ quantity: z.int(), version: z.int() }).nullable(),
  state: z.enum(['to_send', 'requested', 'sent', 'refused', 'not_in_cart']),
  problem: z.object({ kind: z.string(), code: z.string(), message: z.string() }).nullable(),
});

const zStock = z.object({
  merchantId: z.uuid(),
  sku: z.string(),
  levels: z.array(
    z.object({
      wmsConnectionId: z.uuid(),
      warehouse: z.string(),
      onHand: z.int(),
      available: z.int(),
      /** When the quantity changed last. */
      asOf: z.iso.datetime({ offset: true }),
    }),
  ),
  /** Sum over the warehouses. */
  available: z.int(),
  /** Quantity of orders that the warehouses have not seen yet. */
  promised: z.int(),
  /** What every cart should show. */
  shown: z.int(),
  carts: z.array(zCartStock),
});
export type StockView = z.output<typeof zStock>;
export class StockPage extends createZodDto(zPage(zStock)) {}
