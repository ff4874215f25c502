import { fictionalBuyer } from './buyers';
import { FakeFaults } from './faults';
import { addFulfillment, moveFulfillment } from './fulfillments';
import { fulfilledQuantity, orderTotal } from './quantities';
import { UnknownEntityError } from './unknown-entity.error';
import type {
  AcceptedWrite,
  FakeAddress,
  FakeBuyer,
  FakeFulfillment,
  FakeOrder,
  FakeShopData,
  FakeVariant,
} from './model';

export interface FakeShopOptions {
  now: () => Date;
  /** What order numbers begin with. */
  codePrefix: string;
  currencyCode: string;
  /** How long a buyer stays on the payment page: `updatedAt` of a placed order is older by this. */
  paymentPageMs: number;
}

export interface PlaceOrder {
  lines: { sku: string; quantity: number }[];
  /** Code of a shipping method. */
  shippingMethod?: string;
  buyer?: FakeBuyer;
  placedAt?: Date;
  payment?: 'Settled' | 'Authorized';
}

export const SHIPPING_METHODS = [
  { code: 'standard-shipping', name: 'Standard Shipping', price: 500 },
  { code: 'express-shipping', name: 'Express Shipping', price: 1200 },
];

/**
 * The shop behind a fake Vendure, as its staff and its buyers see it. What moves `updatedAt` follows what Vendure
 * 3.7.3 was seen to do: cancelling does; placing, paying, fulfilling and a change of the address do not.
 */
export class FakeShop {
  readonly faults = new FakeFaults();

  private readonly byId = new Map<string, FakeOrder>();
  private readonly byLine = new Map<string, FakeOrder>();
  private readonly byFulfillment = new Map<string, FakeOrder>();
  private readonly byVariant = new Map<string, FakeVariant>();

  constructor(
    readonly options: FakeShopOptions,
    private readonly data: FakeShopData = { nextId: 1, variants: [], orders: [], accepted: [] },
  ) {
    for (const variant of data.variants) this.byVariant.set(variant.id, variant);
    for (const order of data.orders) this.index(order);
  }

  addProduct(product: { sku: string; name: string; price: number; stockOnHand: number }): FakeVariant {
    const variant = { ...product, id: this.id(), stockAllocated: 0 };
    this.data.variants.push(variant);
    this.byVariant.set(variant.id, variant);
    return variant;
  }

  /** Puts an order through the check-out: paid, and its units allocated. */
  placeOrder(input: PlaceOrder): FakeOrder {
    const placed = input.placedAt ?? this.options.now();
    const order = this.cart(input, new Date(placed.getTime() - this.options.paymentPageMs));
    const total = orderTotal(order);
    const payment = input.payment ?? 'Settled';
    order.active = false;
    order.state = `Payment${payment}`;
    order.orderPlacedAt = placed.toISOString();
    order.payments = [{ state: payment, amount: total, refunds: [] }];
    for (const line of order.lines) this.variant(line.variantId).stockAllocated += line.quantity;
    return order;
  }

  /** A cart that somebody is still filling: active, without a date of placing. */
  fillCart(input: PlaceOrder): FakeOrder {
    return this.cart(input, this.options.now());
  }

  /** Cancels the whole order, or so many units of these lines. */
  cancelOrder(orderId: string, lines?: { orderLineId: string; quantity: number }[]): void {
    const order = this.order(orderId);
    const wanted = lines ?? order.lines.map((line) => ({ orderLineId: line.id, quantity: line.quantity }));
    for (const { orderLineId, quantity } of wanted) {
      const line = order.lines.find(({ id }) => id === orderLineId);
      if (line === undefined) throw new UnknownEntityError('OrderLine', orderLineId);
      const fulfilled = fulfilledQuantity(order, orderLineId);
      const allocated = Math.max(0, line.quantity - fulfilled);
      this.variant(line.variantId).stockAllocated -= Math.min(quantity, allocated);
      line.quantity -= quantity;
    }
    if (order.lines.every((line) => line.quantity === 0)) order.state = 'Cancelled';
    order.updatedAt = this.options.now().toISOString();
  }

  /** Changes the address of a placed order, as staff does through "modify order". */
  editAddress(orderId: string, change: Partial<FakeAddress>): void {
    const { buyer } = this.order(orderId);
    buyer.address = { ...buyer.address, ...change };
  }

  /** Takes an authorised payment. */
  settlePayment(orderId: string): void {
    const order = this.order(orderId);
    for (const payment of order.payments) payment.state = 'Settled';
    order.state = 'PaymentSettled';
  }

  /** Sets a state that the fake has no way of its own to reach, such as `Modifying`. */
  setState(orderId: string, state: string): void {
    this.order(orderId).state = state;
  }

  /** Fulfils by hand, past the hub. */
  fulfillByStaff(lines: FakeFulfillment['lines'], trackingCode: string): FakeFulfillment {
    const made = addFulfillment(this, { lines, method: 'By hand', trackingCode, author: 'staff' });
    moveFulfillment(this, made.id, 'Shipped');
    return made;
  }

  /** @throws UnknownEntityError */
  order(id: string): FakeOrder {
    return known(this.byId.get(id), 'Order', id);
  }

  /** @throws UnknownEntityError */
  orderOfLine(lineId: string): FakeOrder {
    return known(this.byLine.get(lineId), 'OrderLine', lineId);
  }

  /** @throws UnknownEntityError */
  orderOfFulfillment(fulfillmentId: string): FakeOrder {
    return known(this.byFulfillment.get(fulfillmentId), 'Fulfillment', fulfillmentId);
  }

  /** In the order in which they were placed. */
  orders(): readonly FakeOrder[] {
    return this.data.orders;
  }

  variants(): readonly FakeVariant[] {
    return this.data.variants;
  }

  /** @throws UnknownEntityError */
  variant(id: string): FakeVariant {
    return known(this.byVariant.get(id), 'ProductVariant', id);
  }

  /** What the shop holds, has promised and can sell of one SKU. */
  stock(sku: string): { onHand: number; allocated: number; saleable: number } {
    const { stockOnHand: onHand, stockAllocated: allocated } = this.variantOf(sku);
    return { onHand, allocated, saleable: onHand - allocated };
  }

  /** Every write that was taken through the API, also those whose answer was lost. */
  accepted(kind?: AcceptedWrite['kind']): readonly AcceptedWrite[] {
    return kind === undefined
      ? this.data.accepted
      : this.data.accepted.filter((write) => write.kind === kind);
  }

  /** Adds a fulfilment to its order, without a check. */
  attach(order: FakeOrder, fulfillment: FakeFulfillment): void {
    order.fulfillments.push(fulfillment);
    this.byFulfillment.set(fulfillment.id, order);
  }

  record(kind: AcceptedWrite['kind'], subject: string, detail: string): void {
    this.data.accepted.push({ at: this.options.now().toISOString(), kind, subject, detail });
  }

  id(): string {
    return String(this.data.nextId++);
  }

  snapshot(): FakeShopData {
    return structuredClone(this.data);
  }

  private cart(input: PlaceOrder, at: Date): FakeOrder {
    const id = this.id();
    const wanted = input.shippingMethod ?? 'standard-shipping';
    const method = SHIPPING_METHODS.find(({ code }) => code === wanted);
    const { code, name, price } = known(method, 'ShippingMethod', wanted);
    const order: FakeOrder = {
      id,
      code: `${this.options.codePrefix}-${id.padStart(6, '0')}`,
      state: 'AddingItems',
      active: true,
      createdAt: at.toISOString(),
      updatedAt: at.toISOString(),
      orderPlacedAt: null,
      currencyCode: this.options.currencyCode,
      shippingPrice: price,
      shippingMethod: { code, name },
      buyer: structuredClone(input.buyer ?? fictionalBuyer(Number(id))),
      lines: input.lines.map(({ sku, quantity }) => {
        const variant = this.variantOf(sku);
        return {
          id: this.id(),
          variantId: variant.id,
          quantity,
          orderPlacedQuantity: quantity,
          unitPrice: variant.price,
        };
      }),
      payments: [],
      fulfillments: [],
    };
    this.data.orders.push(order);
    this.index(order);
    return order;
  }

  private index(order: FakeOrder): void {
    this.byId.set(order.id, order);
    for (const { id } of order.lines) this.byLine.set(id, order);
    for (const { id } of order.fulfillments) this.byFulfillment.set(id, order);
  }

  private variantOf(sku: string): FakeVariant {
    const variant = this.data.variants.find((candidate) => candidate.sku === sku);
    return known(variant, 'ProductVariant', sku);
  }
}

function known<T>(value: T | undefined, kind: string, id: string): T {
  if (value === undefined) throw new UnknownEntityError(kind, id);
  return value;
}
