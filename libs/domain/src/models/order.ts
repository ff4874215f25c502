import { z } from 'zod';
import { decimalText, money } from './money';

/** ISO 8601 instant with zone, as events and connectors carry time. */
export const instant = z.iso.datetime({ offset: true });

/** Where and to whom an order ships: personal data. It leaves a gateway only sealed. */
export const recipient = z.object({
  name: z.string(),
  company: z.string().nullable(),
  /** One to three lines, none empty. */
  street: z.array(z.string().min(1)).min(1).max(3),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().regex(/^[A-Z]{2}$/),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Recipient = z.infer<typeof recipient>;

export const shipMethod = z.object({ code: z.string().min(1), name: z.string() });
export type ShipMethod = z.infer<typeof shipMethod>;

export const orderLine = z.object({
  /** The cart's id of the line. */
  externalId: z.string().min(1),
  sku: z.string(),
  name: z.string(),
  /** What is still to ship: ordered minus cancelled and refunded. */
  quantity: z.int().nonnegative(),
  unitPrice: decimalText.nullable(),
});
export type OrderLine = z.infer<typeof orderLine>;

/** `open` can ship; `on_hold` may become open; `fulfilled` was shipped outside the hub; `canceled` will not ship. */
export const cartOrderStatus = z.enum(['open', 'on_hold', 'fulfilled', 'canceled']);
export const paymentStatus = z.enum(['paid', 'authorized', 'partially_paid', 'unpaid', 'refunded']);

/** An order as every cart connector returns it, without the recipient. */
export const orderContent = z.object({
  /** The cart's id, unique within the connection. */
  externalId: z.string().min(1),
  /** The number people know. */
  number: z.string().min(1),
  placedAt: instant,
  status: cartOrderStatus,
  payment: paymentStatus,
  /** The cart's own word for its state. */
  vendorStatus: z.string(),
  shipMethod: shipMethod.nullable(),
  total: money,
  lines: z.array(orderLine),
});
export type OrderContent = z.infer<typeof orderContent>;

/** An order inside a cart gateway. `shipTo` is null when the cart gave no usable address. */
export const cartOrder = orderContent.extend({ shipTo: recipient.nullable() });
export type CartOrder = z.infer<typeof cartOrder>;

/** An order on its way to the ledger: the recipient is sealed, only what rules need stays readable. */
export const downloadedOrder = orderContent.extend({
  destination: z.object({ country: z.string(), region: z.string().nullable() }).nullable(),
  sealedRecipient: z.string().nullable(),
});
export type DownloadedOrder = z.infer<typeof downloadedOrder>;

/** What ledger and gateways bind a sealed recipient to, so that it cannot be moved to another order. */
export function recipientSealContext(
  accountId: string,
  connectionId: string,
  orderExternalId: string,
): string {
  return `recipient:${accountId}:${connectionId}:${orderExternalId}`;
}
