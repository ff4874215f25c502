/** What a fake shop holds: plain data in the shapes that Vendure's Admin API answers. Amounts are minor units. */

export interface FakeVariant {
  id: string;
  sku: string;
  name: string;
  price: number;
  stockOnHand: number;
  stockAllocated: number;
}

export interface FakeAddress {
  fullName: string;
  company: string | null;
  streetLine1: string;
  streetLine2: string | null;
  city: string;
  province: string | null;
  postalCode: string | null;
  countryCode: string;
  phoneNumber: string | null;
}

export interface FakeBuyer {
  firstName: string;
  lastName: string;
  emailAddress: string;
  address: FakeAddress;
}

export interface FakeOrderLine {
  id: string;
  variantId: string;
  quantity: number;
  orderPlacedQuantity: number;
  unitPrice: number;
}

export interface FakeFulfillment {
  id: string;
  state: 'Pending' | 'Shipped' | 'Delivered' | 'Cancelled';
  method: string;
  trackingCode: string;
  createdAt: string;
  /** Identifier of the administrator who made it. */
  author: string;
  lines: { orderLineId: string; quantity: number }[];
}

export interface FakePayment {
  state: 'Authorized' | 'Settled';
  amount: number;
  refunds: { state: 'Settled'; total: number }[];
}

export interface FakeOrder {
  id: string;
  code: string;
  state: string;
  /** Still a cart. */
  active: boolean;
  createdAt: string;
  updatedAt: string;
  orderPlacedAt: string | null;
  currencyCode: string;
  shippingPrice: number;
  shippingMethod: { code: string; name: string };
  buyer: FakeBuyer;
  lines: FakeOrderLine[];
  payments: FakePayment[];
  fulfillments: FakeFulfillment[];
}

/** A write that the shop took, in the order in which it took them. */
export interface AcceptedWrite {
  at: string;
  kind: 'fulfillment-added' | 'fulfillment-transitioned' | 'stock-set';
  /** Order id, or SKU. */
  subject: string;
  detail: string;
}

/** Everything a fake shop remembers; JSON, so that a demo can keep it over a restart. */
export interface FakeShopData {
  nextId: number;
  variants: FakeVariant[];
  orders: FakeOrder[];
  accepted: AcceptedWrite[];
}
