import { z } from 'zod';

/** What Vendure's Admin API answers, as far as the connector reads it. Unknown fields are dropped. */

const graphqlError = z.object({
  message: z.string(),
  extensions: z.object({ code: z.string().optional() }).optional(),
});
export type GraphqlError = z.output<typeof graphqlError>;
export const graphqlErrors = z.array(graphqlError);

export const loginResult = z.object({
  login: z.object({
    __typename: z.string(),
    errorCode: z.string().optional(),
    message: z.string().optional(),
  }),
});

const id = z.string().min(1);
const stamp = z.iso.datetime();
/** Whole multiples of 10^-precision of the currency's main unit, whatever the currency. */
const amount = z.int();
const text = z.string().nullish();

export const fulfillment = z.object({
  id,
  state: z.string(),
  method: z.string(),
  trackingCode: text,
  lines: z.array(z.object({ orderLineId: id, quantity: z.int() })),
});
export type VendureFulfillment = z.output<typeof fulfillment>;

export const order = z.object({
  id,
  code: z.string().min(1),
  state: z.string(),
  orderPlacedAt: stamp,
  updatedAt: stamp,
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  totalWithTax: amount,
  customer: z
    .object({ firstName: z.string(), lastName: z.string(), emailAddress: z.string(), phoneNumber: text })
    .nullish(),
  shippingAddress: z
    .object({
      fullName: text,
      company: text,
      streetLine1: text,
      streetLine2: text,
      city: text,
      province: text,
      postalCode: text,
      countryCode: text,
      phoneNumber: text,
    })
    .nullish(),
  shippingLines: z.array(z.object({ id, shippingMethod: z.object({ code: z.string(), name: z.string() }) })),
  lines: z.array(
    z.object({
      id,
      /** Ordered minus cancelled. */
      quantity: z.int(),
      proratedUnitPriceWithTax: amount,
      productVariant: z.object({ sku: z.string(), name: z.string() }),
    }),
  ),
  payments: z
    .array(
      z.object({
        state: z.string(),
        amount,
        refunds: z.array(z.object({ state: z.string(), total: amount })),
      }),
    )
    .nullish(),
  fulfillments: z.array(fulfillment).nullish(),
});
export type VendureOrder = z.output<typeof order>;

export const orderPage = z.object({
  orders: z.object({ items: z.array(order) }),
  globalSettings: z.object({ serverConfig: z.object({ moneyStrategyPrecision: z.int().min(0).max(6) }) }),
});

export const newestChange = z.object({
  orders: z.object({ items: z.array(z.object({ updatedAt: stamp })) }),
});

export const fulfillmentAuthors = z.object({
  orders: z.object({
    items: z.array(
      z.object({
        history: z.object({
          items: z.array(
            z.object({
              data: z.object({ fulfillmentId: z.union([z.string(), z.number()]).nullish() }),
              administrator: z.object({ user: z.object({ identifier: z.string() }) }).nullish(),
            }),
          ),
        }),
      }),
    ),
  }),
});

export const orderFulfillments = z.object({
  order: z.object({ fulfillments: z.array(fulfillment).nullish() }).nullable(),
});

const refused = z.object({
  __typename: z.string(),
  errorCode: z.string(),
  message: z.string(),
  transitionError: z.string().optional(),
  fulfillmentHandlerError: z.string().optional(),
  fromState: z.string().optional(),
});
export type RefusedResult = z.output<typeof refused>;

/** A fulfilment, or the reason why there is none. */
const fulfillmentResult = z.union([fulfillment, refused]);
export const addedFulfillment = z.object({ addFulfillmentToOrder: fulfillmentResult });
export const transitionedFulfillment = z.object({ transitionFulfillmentToState: fulfillmentResult });

const variant = z.object({
  id,
  sku: z.string(),
  stockLevels: z.array(z.object({ stockLocationId: id, stockOnHand: z.int(), stockAllocated: z.int() })),
});
export type VendureVariant = z.output<typeof variant>;

const stockLocations = z.object({ items: z.array(z.object({ id, name: z.string() })) });

export const variantPage = z.object({
  productVariants: z.object({ totalItems: z.int(), items: z.array(variant) }),
  stockLocations,
});
/** A variant that the hub may not see in this channel comes back as null. */
export const updatedVariants = z.object({ updateProductVariants: z.array(variant.nullable()) });

export const connectionFacts = z.object({
  me: z
    .object({
      identifier: z.string(),
      channels: z.array(z.object({ code: z.string(), token: z.string(), permissions: z.array(z.string()) })),
    })
    .nullable(),
  activeChannel: z.object({ code: z.string(), token: z.string(), defaultCurrencyCode: z.string() }),
});
export const locations = z.object({ stockLocations });
