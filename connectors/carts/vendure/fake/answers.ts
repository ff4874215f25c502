import { moveFulfillment, requestFulfillment } from './fulfillments';
import { selectOrders, type OrderOptions } from './order-list';
import type { FakeFulfillment, FakeOrder, FakeVariant } from './model';
import { orderTotal } from './quantities';
import type { FakeShop } from './shop';

/** Decimals of every amount. */
const PRECISION = 2;
const LOCATION = { id: '1', name: 'Default Stock Location' };
export const CHANNEL_TOKEN = 'default-channel';
const PERMISSIONS = ['ReadOrder', 'UpdateOrder', 'ReadCatalog', 'UpdateCatalog'];

/** A GraphQL error in the answer's `errors`. */
export class FakeGraphqlError extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

interface Call<Variables> {
  shop: FakeShop;
  variables: Variables;
  /** Identifier of the administrator who calls. */
  user: string;
}

/** Answers by the name of the operation: the fake understands what the hub asks, and no more. */
export async function answer(
  name: string,
  call: Call<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const resolve = RESOLVERS[name];
  if (resolve === undefined)
    throw new FakeGraphqlError(
      `The fake shop does not know the operation "${name}".`,
      'GRAPHQL_VALIDATION_FAILED',
    );
  return resolve(call as never);
}

const RESOLVERS: Record<string, (call: never) => Record<string, unknown> | Promise<Record<string, unknown>>> =
  {
    HubConnection: ({ user, shop }: Call<object>) => ({
      me: {
        identifier: user,
        channels: [{ code: '__default_channel__', token: CHANNEL_TOKEN, permissions: PERMISSIONS }],
      },
      activeChannel: {
        code: '__default_channel__',
        token: CHANNEL_TOKEN,
        defaultCurrencyCode: shop.options.currencyCode,
      },
    }),

    HubStockLocations: ({ variables }: Call<{ locations: LocationOptions }>) => ({
      stockLocations: locations(variables.locations),
    }),

    HubOrders: ({ shop, variables }: Call<{ options: OrderOptions }>) => ({
      orders: {
        items: selectOrders(shop.orders(), variables.options).map((order) => orderType(shop, order)),
      },
      globalSettings: { serverConfig: { moneyStrategyPrecision: PRECISION } },
    }),

    HubNewestChange: ({ shop }: Call<object>) => ({
      orders: { items: selectOrders(shop.orders(), { sort: { updatedAt: 'DESC' }, take: 1 }) },
    }),

    HubFulfillmentAuthors: ({ shop, variables }: Call<{ ids: string[] }>) => ({
      orders: {
        items: selectOrders(shop.orders(), { filter: { id: { in: variables.ids } } }).map((order) => ({
          history: {
            items: order.fulfillments.map(({ id, author }) => ({
              // Vendure keeps the number of the database in here, not the id of its API.
              data: { fulfillmentId: Number(id) },
              administrator: { user: { identifier: author } },
            })),
          },
        })),
      },
    }),

    HubOrderFulfillments: ({ shop, variables }: Call<{ id: string }>) => {
      const order = shop.orders().find(({ id }) => id === variables.id);
      return {
        order: order === undefined ? null : { fulfillments: order.fulfillments.map(fulfillmentType) },
      };
    },

    HubAddFulfillment: async ({ shop, variables, user }: Call<{ input: FulfillOrderInput }>) => {
      const { lines, handler } = variables.input;
      const argument = (name: string) => handler.arguments.find((one) => one.name === name)?.value ?? '';
      const made = await requestFulfillment(shop, handler.code, {
        lines,
        method: argument('method'),
        trackingCode: argument('trackingCode'),
        author: user,
      });
      return { addFulfillmentToOrder: 'errorCode' in made ? made : fulfillmentType(made) };
    },

    HubTransitionFulfillment: ({
      shop,
      variables,
    }: Call<{ id: string; state: FakeFulfillment['state'] }>) => {
      const moved = moveFulfillment(shop, variables.id, variables.state);
      if ('errorCode' in moved) return { transitionFulfillmentToState: moved };
      shop.record('fulfillment-transitioned', moved.id, moved.state);
      return { transitionFulfillmentToState: fulfillmentType(moved) };
    },

    HubVariants: ({
      shop,
      variables,
    }: Call<{ skus: string[]; skip: number; locations: LocationOptions }>) => {
      const matching = shop.variants().filter(({ sku }) => variables.skus.includes(sku));
      return {
        productVariants: {
          totalItems: matching.length,
          items: matching.slice(variables.skip, variables.skip + 100).map(variantType),
        },
        stockLocations: locations(variables.locations),
      };
    },

    HubUpdateStock: ({ shop, variables }: Call<{ input: UpdateVariantInput[] }>) => {
      // All or nothing: every id is looked up before the first level is set.
      const targets = variables.input.map(({ id, stockLevels }) => ({
        variant: shop.variant(id),
        stockLevels,
      }));
      for (const { variant, stockLevels } of targets)
        for (const { stockOnHand } of stockLevels) {
          variant.stockOnHand = stockOnHand;
          shop.record('stock-set', variant.sku, String(stockOnHand));
        }
      return { updateProductVariants: targets.map(({ variant }) => variantType(variant)) };
    },
  };

interface FulfillOrderInput {
  lines: FakeFulfillment['lines'];
  handler: { code: string; arguments: { name: string; value: string }[] };
}
interface UpdateVariantInput {
  id: string;
  stockLevels: { stockLocationId: string; stockOnHand: number }[];
}
interface LocationOptions {
  filter?: { id: { eq: string } };
}

function locations({ filter }: LocationOptions) {
  return { items: filter === undefined || filter.id.eq === LOCATION.id ? [LOCATION] : [] };
}

function fulfillmentType({ id, state, method, trackingCode, lines }: FakeFulfillment) {
  return { __typename: 'Fulfillment', id, state, method, trackingCode, lines };
}

function variantType({ id, sku, stockOnHand, stockAllocated }: FakeVariant) {
  return { id, sku, stockLevels: [{ stockLocationId: LOCATION.id, stockOnHand, stockAllocated }] };
}

function orderType(shop: FakeShop, order: FakeOrder) {
  const { firstName, lastName, emailAddress, address } = order.buyer;
  return {
    id: order.id,
    code: order.code,
    state: order.state,
    orderPlacedAt: order.orderPlacedAt,
    updatedAt: order.updatedAt,
    currencyCode: order.currencyCode,
    totalWithTax: orderTotal(order),
    customer: { firstName, lastName, emailAddress, phoneNumber: null },
    shippingAddress: address,
    shippingLines: [{ id: order.id, shippingMethod: order.shippingMethod }],
    lines: order.lines.map((line) => {
      const { sku, name } = shop.variant(line.variantId);
      return {
        id: line.id,
        quantity: line.quantity,
        proratedUnitPriceWithTax: line.unitPrice,
        productVariant: { sku, name },
      };
    }),
    payments: order.payments,
    fulfillments: order.fulfillments.map(fulfillmentType),
  };
}
