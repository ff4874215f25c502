import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { cartOrderStatus, paymentStatus, recipient } from '@crossdock/domain';
import { pageQuery, zPage } from '@crossdock/platform';
import { ORDER_STATES } from '../domain/order-state';
import { zShipment } from '../shipments/shipment.dto';

export class OrderQuery extends createZodDto(
  pageQuery.extend({
    merchantId: z.uuid().optional(),
    cartConnectionId: z.uuid().optional(),
    state: z.enum(ORDER_STATES).optional(),
    reason: z.string().min(1).max(200).optional().describe('Why it is held, in error or canceled'),
    number: z.string().min(1).max(200).optional().describe("The cart's number or our reference, whole"),
  }),
) {}

const zMethod = z.object({ code: z.string(), name: z.string() }).nullable();

export const zOrder = z.object({
  id: z.uuid(),
  merchantId: z.uuid(),
  cartConnectionId: z.uuid(),
  externalId: z.string(),
  number: z.string(),
  reference: z.string().describe('What the warehouse knows the order by'),
  state: z.enum(ORDER_STATES),
  reason: z.string().nullable(),
  reasonDetail: z.string().nullable(),
  cancelState: z.enum(['requested', 'refused']).nullable(),
  cartStatus: cartOrderStatus,
  payment: paymentStatus,
  vendorStatus: z.string(),
  shipMethod: zMethod,
  wmsMethod: zMethod,
  total: z.object({ amount: z.string(), currency: z.string() }),
  country: z.string().nullable(),
  region: z.string().nullable(),
  wmsOrderId: z.string().nullable(),
  wmsOrderNumber: z.string().nullable(),
  placedAt: z.iso.datetime(),
  loadedAt: z.iso.datetime(),
  deliveredAt: z.iso.datetime().nullable(),
  shippedAt: z.iso.datetime().nullable(),
  confirmedAt: z.iso.datetime().nullable(),
  canceledAt: z.iso.datetime().nullable(),
  updatedAt: z.iso.datetime(),
});
export type OrderView = z.output<typeof zOrder>;

export class OrderPage extends createZodDto(zPage(zOrder)) {}

const zLine = z.object({
  id: z.uuid(),
  externalId: z.string(),
  sku: z.string(),
  name: z.string(),
  quantity: z.int(),
  unitPrice: z.string().nullable(),
  shippedQuantity: z.int(),
});

export class OrderDetail extends createZodDto(
  zOrder.extend({
    lines: z.array(zLine),
    recipient: recipient.nullable(),
    shipments: z.array(zShipment),
  }),
) {}

export const zTimelineEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  kind: z.string(),
  message: z.string(),
  detail: z.record(z.string(), z.unknown()).nullable(),
});
export type TimelineEntryView = z.output<typeof zTimelineEntry>;

export class TimelineQuery extends createZodDto(pageQuery) {}
export class TimelinePage extends createZodDto(zPage(zTimelineEntry)) {}
