import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { UNEXPLAINED_KINDS } from '../domain/day-proof';

export class ProofQuery extends createZodDto(
  z.object({ day: z.iso.date().describe('UTC day on which the orders were placed, YYYY-MM-DD') }),
) {}

const count = z.int();

export class ProofView extends createZodDto(
  z.object({
    merchantId: z.uuid(),
    day: z.iso.date(),
    /** True when everything adds up and nothing is unexplained. */
    balanced: z.boolean(),
    /** orders = loaded + skipped. */
    cart: z.object({ orders: count, loaded: count, skipped: count, difference: count }),
    connections: z.array(
      z.object({
        cartConnectionId: z.uuid(),
        name: z.string(),
        cartOrders: count.nullable(),
        countedAt: z.iso.datetime().nullable(),
        loaded: count,
        skipped: count,
        skippedReasons: z.record(z.string(), count),
        difference: count,
      }),
    ),
    /** total = atWarehouse + waiting + held + error + canceled. */
    loaded: z.object({
      total: count,
      atWarehouse: count,
      waiting: count,
      held: count,
      error: count,
      canceled: count,
    }),
    /** total = notShipped + partiallyShipped + shipped. */
    atWarehouse: z.object({ total: count, notShipped: count, partiallyShipped: count, shipped: count }),
    /** total = confirmed + waitingForUpload. */
    shipped: z.object({ total: count, confirmed: count, waitingForUpload: count }),
    /** total = uploaded + waiting + requested + refused. */
    parcels: z.object({ total: count, uploaded: count, waiting: count, requested: count, refused: count }),
    unexplained: z.array(
      z.object({
        kind: z.enum(UNEXPLAINED_KINDS),
        entity: z.object({
          type: z.enum(['cart_connection', 'order', 'shipment']),
          id: z.uuid(),
          name: z.string(),
        }),
        what: z.string(),
        since: z.iso.datetime().nullable(),
        fix: z.string(),
      }),
    ),
  }),
) {}
