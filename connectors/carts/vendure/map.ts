import { decimalFromMinorUnits, type CartOrder, type OrderContent, type Recipient } from '@crossdock/domain';
import type { VendureOrder } from './wire';

export interface OrderFacts {
  /** Decimals that every amount of this shop has, also in a currency that has none of its own. */
  precision: number;
  /** Ids of fulfilments that the hub did not make. */
  fulfilledByOthers: ReadonlySet<string>;
}

export function toCartOrder(order: VendureOrder, facts: OrderFacts): CartOrder {
  const method = byId(order.shippingLines)[0]?.shippingMethod;
  return {
    externalId: order.id,
    number: order.code,
    placedAt: order.orderPlacedAt,
    status: statusOf(order),
    payment: paymentOf(order),
    vendorStatus: order.state,
    shipMethod: method === undefined ? null : { code: method.code, name: method.name },
    total: {
      amount: decimal(order.totalWithTax, order.currencyCode, facts.precision),
      currency: order.currencyCode,
    },
    lines: byId(order.lines).map((line) => ({
      externalId: line.id,
      sku: line.productVariant.sku,
      name: line.productVariant.name,
      quantity: Math.max(
        0,
        line.quantity - fulfilled(order, line.id, ({ id }) => facts.fulfilledByOthers.has(id)),
      ),
      unitPrice: decimal(line.proratedUnitPriceWithTax, order.currencyCode, facts.precision),
    })),
    shipTo: recipientOf(order),
  };
}

/** States in which goods may leave, as far as any are left. Shops can add states; those wait on hold. */
const SHIPPABLE = new Set([
  'PaymentAuthorized',
  'PaymentSettled',
  'PartiallyShipped',
  'Shipped',
  'PartiallyDelivered',
  'Delivered',
]);

function statusOf(order: VendureOrder): OrderContent['status'] {
  if (order.state === 'Cancelled' || order.lines.every((line) => line.quantity <= 0)) return 'canceled';
  if (!SHIPPABLE.has(order.state)) return 'on_hold';
  const open = order.lines.some((line) => line.quantity > fulfilled(order, line.id, () => true));
  return open ? 'open' : 'fulfilled';
}

/** Units of a line in fulfilments that stand, whether shipped yet or only prepared. */
function fulfilled(order: VendureOrder, lineId: string, counts: (f: { id: string }) => boolean): number {
  return (order.fulfillments ?? [])
    .filter((fulfillment) => fulfillment.state !== 'Cancelled' && counts(fulfillment))
    .flatMap((fulfillment) => fulfillment.lines)
    .filter((line) => line.orderLineId === lineId)
    .reduce((sum, line) => sum + line.quantity, 0);
}

function paymentOf(order: VendureOrder): OrderContent['payment'] {
  const payments = order.payments ?? [];
  const settled = sum(payments.filter(({ state }) => state === 'Settled').map(({ amount }) => amount));
  const authorized = sum(payments.filter(({ state }) => state === 'Authorized').map(({ amount }) => amount));
  const refunds = payments.flatMap(({ refunds }) => refunds).filter(({ state }) => state !== 'Failed');
  const refunded = sum(refunds.map(({ total }) => total));
  if (refunded > 0 && refunded >= settled) return 'refunded';
  if (settled > 0 && settled >= order.totalWithTax) return 'paid';
  if (authorized > 0 && settled + authorized >= order.totalWithTax) return 'authorized';
  if (settled > 0) return 'partially_paid';
  return order.totalWithTax === 0 && payments.length > 0 ? 'paid' : 'unpaid';
}

function recipientOf(order: VendureOrder): Recipient | null {
  const { shippingAddress: address, customer } = order;
  const street = [address?.streetLine1, address?.streetLine2].map(trimmed).filter((line) => line !== null);
  const country = trimmed(address?.countryCode)?.toUpperCase() ?? '';
  if (street.length === 0 || !/^[A-Z]{2}$/.test(country)) return null;
  return {
    name: trimmed(address?.fullName) ?? `${customer?.firstName ?? ''} ${customer?.lastName ?? ''}`.trim(),
    company: trimmed(address?.company),
    street,
    city: trimmed(address?.city) ?? '',
    region: trimmed(address?.province),
    postalCode: trimmed(address?.postalCode),
    country,
    phone: trimmed(address?.phoneNumber) ?? trimmed(customer?.phoneNumber),
    email: trimmed(customer?.emailAddress),
  };
}

function trimmed(text: string | null | undefined): string | null {
  const value = text?.trim() ?? '';
  return value === '' ? null : value;
}

/** In a fixed order: Vendure returns rows as the database finds them, and changes that with every update. */
function byId<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }));
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

/** Currencies without decimals (ISO 4217). */
const WHOLE = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));

/** Vendure gives every currency the shop's precision and stores 1,500 yen as 150000: empty decimals are left off. */
function decimal(amount: number, currency: string, precision: number): string {
  const unit = 10 ** precision;
  return WHOLE.has(currency) && amount % unit === 0
    ? decimalFromMinorUnits(amount / unit, 0)
    : decimalFromMinorUnits(amount, precision);
}
