import { setTimeout as pause } from 'node:timers/promises';
import { graphqlClient, type GraphqlClient } from './graphql-client';
import { named } from './set-up';
import * as documents from './shop-documents';

export interface Buyer {
  firstName: string;
  lastName: string;
  emailAddress: string;
  address: Address;
}

export interface Address {
  fullName: string;
  company?: string;
  streetLine1: string;
  streetLine2?: string;
  city: string;
  province?: string;
  postalCode: string;
  countryCode: string;
  phoneNumber?: string;
}

export interface PlaceOrder {
  lines: { sku: string; quantity: number }[];
  /** `standard-shipping` when left out. */
  shippingMethod?: string;
  buyer?: Buyer;
  payment?: 'Settled' | 'Authorized';
  /** How long the buyer stays on the payment page. */
  paymentPageMs?: number;
}

/** An order as staff sees it. Amounts are cents. */
export interface ShopOrder {
  id: string;
  code: string;
  state: string;
  active: boolean;
  updatedAt: string;
  orderPlacedAt: string | null;
  shippingAddress: Partial<Address>;
  lines: { id: string; quantity: number; productVariant: { sku: string } }[];
  fulfillments: {
    id: string;
    state: string;
    method: string;
    trackingCode: string | null;
    lines: { orderLineId: string; quantity: number }[];
  }[];
}

type OrderLines = { orderLineId: string; quantity: number }[];

const BUYER: Buyer = {
  firstName: 'Ada',
  lastName: 'Example',
  emailAddress: 'ada@example.com',
  address: {
    fullName: 'Ada Example',
    streetLine1: '1 Sample Street',
    city: 'Exampleton',
    province: 'Oregon',
    postalCode: '97001',
    countryCode: 'US',
    phoneNumber: '+1 555 0100',
  },
};

/** A running Vendure, as its buyers (shop API) and its staff (Admin API, super administrator) use it. */
export class RealShop {
  constructor(
    private readonly staff: GraphqlClient,
    private readonly shopApiUrl: string,
  ) {}

  /** @param product price with tax in cents */
  async addProduct(product: {
    sku: string;
    name: string;
    price: number;
    stockOnHand: number;
  }): Promise<void> {
    const { sku, name, price, stockOnHand } = product;
    const { createProduct } = await this.staff<{ createProduct: { id: string } }>(documents.CREATE_PRODUCT, {
      input: { enabled: true, ...named({ name, slug: sku.toLowerCase(), description: '' }) },
    });
    const variant = { productId: createProduct.id, sku, price, stockOnHand, trackInventory: 'TRUE' };
    await this.staff(documents.CREATE_VARIANTS, { input: [{ ...variant, ...named({ name }) }] });
  }

  /** Goes through the whole check-out of the shop API in a session of its own. */
  async placeOrder(input: PlaceOrder): Promise<ShopOrder> {
    const buyer = graphqlClient(this.shopApiUrl);
    const orderId = await this.fill(buyer, input);
    const { firstName, lastName, emailAddress, address } = input.buyer ?? BUYER;
    await buyer(documents.SET_CUSTOMER, { input: { firstName, lastName, emailAddress } });
    await buyer(documents.SET_ADDRESS, { input: address });
    const { methods } = await buyer<{ methods: { id: string; code: string }[] }>(documents.SHIPPING_METHODS);
    const wanted = input.shippingMethod ?? 'standard-shipping';
    await buyer(documents.SET_SHIPPING_METHOD, { ids: [methods.find(({ code }) => code === wanted)?.id] });
    await buyer(documents.TO_PAYMENT_PAGE);
    await pause(input.paymentPageMs ?? 0);
    await buyer(documents.PAY, { input: { method: input.payment ?? 'Settled', metadata: {} } });
    return this.order(orderId);
  }

  /** A cart that is left standing. */
  async fillCart(input: Pick<PlaceOrder, 'lines'>): Promise<ShopOrder> {
    return this.order(await this.fill(graphqlClient(this.shopApiUrl), input));
  }

  /** Cancels the whole order, or so many units of these lines. */
  async cancelOrder(orderId: string, lines?: OrderLines): Promise<void> {
    const choice = lines === undefined ? { cancelShipping: true } : { lines };
    await this.staff(documents.CANCEL, { input: { orderId, reason: 'test', ...choice } });
  }

  /** Changes the address of a placed order by way of the state `Modifying`. */
  async editAddress(orderId: string, change: Partial<Address>): Promise<void> {
    const { state, shippingAddress } = await this.order(orderId);
    await this.moveOrder(orderId, 'Modifying');
    const { fullName, streetLine1, city, postalCode, countryCode } = shippingAddress;
    const updateShippingAddress = { fullName, streetLine1, city, postalCode, countryCode, ...change };
    await this.staff(documents.MODIFY, { input: { dryRun: false, orderId, updateShippingAddress } });
    await this.moveOrder(orderId, state);
  }

  async moveOrder(orderId: string, state: string): Promise<void> {
    await this.staff(documents.MOVE_ORDER, { id: orderId, state });
  }

  async settlePayments(orderId: string): Promise<void> {
    const { order } = await this.staff<{ order: { payments: { id: string }[] } }>(documents.PAYMENTS, {
      id: orderId,
    });
    for (const { id } of order.payments) await this.staff(documents.SETTLE, { id });
  }

  /** Fulfils by hand, past the hub, and ships unless told to leave it prepared. Returns the fulfilment's id. */
  async fulfillByStaff(lines: OrderLines, trackingCode: string, { ship = true } = {}): Promise<string> {
    const handler = {
      code: 'manual-fulfillment',
      arguments: [
        { name: 'method', value: 'By hand' },
        { name: 'trackingCode', value: trackingCode },
      ],
    };
    const { made } = await this.staff<{ made: { id: string } }>(documents.FULFILL, {
      input: { lines, handler },
    });
    if (ship) await this.staff(documents.MOVE_FULFILLMENT, { id: made.id, state: 'Shipped' });
    return made.id;
  }

  async order(id: string): Promise<ShopOrder> {
    return (await this.staff<{ order: ShopOrder }>(documents.ORDER, { id })).order;
  }

  async orderByCode(code: string): Promise<ShopOrder> {
    const { orders } = await this.staff<{ orders: { items: ShopOrder[] } }>(documents.ORDER_BY_CODE, {
      code,
    });
    const [order] = orders.items;
    if (order === undefined) throw new Error(`Vendure has no order ${code}`);
    return order;
  }

  /** What the shop holds, has promised and can sell of one SKU, over all locations. */
  async stock(sku: string): Promise<{ onHand: number; allocated: number; saleable: number }> {
    const { productVariants } = await this.staff<{
      productVariants: { items: { stockLevels: { stockOnHand: number; stockAllocated: number }[] }[] };
    }>(documents.STOCK, { sku });
    const levels = productVariants.items.flatMap(({ stockLevels }) => stockLevels);
    const onHand = levels.reduce((sum, { stockOnHand }) => sum + stockOnHand, 0);
    const allocated = levels.reduce((sum, { stockAllocated }) => sum + stockAllocated, 0);
    return { onHand, allocated, saleable: onHand - allocated };
  }

  private async fill(buyer: GraphqlClient, { lines }: Pick<PlaceOrder, 'lines'>): Promise<string> {
    let orderId: string | undefined;
    for (const { sku, quantity } of lines) {
      const { added } = await buyer<{ added: { id: string } }>(documents.ADD_ITEM, {
        id: await this.variantId(sku),
        quantity,
      });
      orderId = added.id;
    }
    if (orderId === undefined) throw new Error('an order needs at least one line');
    return orderId;
  }

  private async variantId(sku: string): Promise<string> {
    const { productVariants } = await this.staff<{ productVariants: { items: { id: string }[] } }>(
      documents.STOCK,
      { sku },
    );
    const [variant] = productVariants.items;
    if (variant === undefined) throw new Error(`Vendure has no variant with the SKU ${sku}`);
    return variant.id;
  }
}
