import { loginOperation, type Operation } from './graphql';
import * as wire from './wire';

/**
 * Every GraphQL document that the connector sends. Lists are asked for with the order of their rows, for without
 * one Vendure promises none.
 */

const FULFILLMENT = /* GraphQL */ `
  id
  state
  method
  trackingCode
  lines {
    orderLineId
    quantity
  }
`;

const REFUSAL = /* GraphQL */ `
  __typename
  ... on ErrorResult {
    errorCode
    message
  }
`;

export const listOrders = {
  name: 'HubOrders',
  document: /* GraphQL */ `
    query HubOrders($options: OrderListOptions!) {
      orders(options: $options) {
        items {
          id
          code
          state
          orderPlacedAt
          updatedAt
          currencyCode
          totalWithTax
          customer {
            firstName
            lastName
            emailAddress
            phoneNumber
          }
          shippingAddress {
            fullName
            company
            streetLine1
            streetLine2
            city
            province
            postalCode
            countryCode
            phoneNumber
          }
          shippingLines {
            id
            shippingMethod {
              code
              name
            }
          }
          lines {
            id
            quantity
            proratedUnitPriceWithTax
            productVariant {
              sku
              name
            }
          }
          payments {
            state
            amount
            refunds {
              state
              total
            }
          }
          fulfillments {
            ${FULFILLMENT}
          }
        }
      }
      globalSettings {
        serverConfig {
          moneyStrategyPrecision
        }
      }
    }
  `,
  data: wire.orderPage,
  label: 'orders.list',
  sideEffect: false,
} satisfies Operation;

export const readNewestChange = {
  name: 'HubNewestChange',
  document: /* GraphQL */ `
    query HubNewestChange {
      orders(options: { take: 1, sort: { updatedAt: DESC } }) {
        items {
          updatedAt
        }
      }
    }
  `,
  data: wire.newestChange,
  label: 'orders.newest-change',
  sideEffect: false,
} satisfies Operation;

export const readFulfillmentAuthors = {
  name: 'HubFulfillmentAuthors',
  document: /* GraphQL */ `
    query HubFulfillmentAuthors($ids: [String!]!) {
      orders(options: { take: 100, filter: { id: { in: $ids } } }) {
        items {
          history(options: { take: 100, filter: { type: { eq: "ORDER_FULFILLMENT" } } }) {
            items {
              data
              administrator {
                user {
                  identifier
                }
              }
            }
          }
        }
      }
    }
  `,
  data: wire.fulfillmentAuthors,
  label: 'orders.fulfillment-authors',
  sideEffect: false,
} satisfies Operation;

export const readFulfillments = {
  name: 'HubOrderFulfillments',
  document: /* GraphQL */ `
    query HubOrderFulfillments($id: ID!) {
      order(id: $id) {
        fulfillments {
          ${FULFILLMENT}
        }
      }
    }
  `,
  data: wire.orderFulfillments,
  label: 'fulfillments.read',
  sideEffect: false,
} satisfies Operation;

export const addFulfillment = {
  name: 'HubAddFulfillment',
  document: /* GraphQL */ `
    mutation HubAddFulfillment($input: FulfillOrderInput!) {
      addFulfillmentToOrder(input: $input) {
        ${REFUSAL}
        ... on FulfillmentStateTransitionError {
          transitionError
        }
        ... on CreateFulfillmentError {
          fulfillmentHandlerError
        }
        ... on Fulfillment {
          ${FULFILLMENT}
        }
      }
    }
  `,
  data: wire.addedFulfillment,
  label: 'fulfillments.add',
  sideEffect: true,
} satisfies Operation;

export const transitionFulfillment = {
  name: 'HubTransitionFulfillment',
  document: /* GraphQL */ `
    mutation HubTransitionFulfillment($id: ID!, $state: String!) {
      transitionFulfillmentToState(id: $id, state: $state) {
        ${REFUSAL}
        ... on FulfillmentStateTransitionError {
          transitionError
          fromState
        }
        ... on Fulfillment {
          ${FULFILLMENT}
        }
      }
    }
  `,
  data: wire.transitionedFulfillment,
  label: 'fulfillments.transition',
  sideEffect: true,
} satisfies Operation;

const VARIANT = /* GraphQL */ `
  id
  sku
  stockLevels {
    stockLocationId
    stockOnHand
    stockAllocated
  }
`;

export const findVariants = {
  name: 'HubVariants',
  document: /* GraphQL */ `
    query HubVariants($skus: [String!]!, $skip: Int!, $locations: StockLocationListOptions!) {
      productVariants(options: { filter: { sku: { in: $skus } }, sort: { id: ASC }, take: 100, skip: $skip }) {
        totalItems
        items {
          ${VARIANT}
        }
      }
      stockLocations(options: $locations) {
        items {
          id
          name
        }
      }
    }
  `,
  data: wire.variantPage,
  label: 'stock.find-variants',
  sideEffect: false,
} satisfies Operation;

export const updateVariants = {
  name: 'HubUpdateStock',
  document: /* GraphQL */ `
    mutation HubUpdateStock($input: [UpdateProductVariantInput!]!) {
      updateProductVariants(input: $input) {
        ${VARIANT}
      }
    }
  `,
  data: wire.updatedVariants,
  label: 'stock.update',
  sideEffect: true,
} satisfies Operation;

export const readConnectionFacts = {
  name: 'HubConnection',
  document: /* GraphQL */ `
    query HubConnection {
      me {
        identifier
        channels {
          code
          token
          permissions
        }
      }
      activeChannel {
        code
        token
        defaultCurrencyCode
      }
    }
  `,
  data: wire.connectionFacts,
  label: 'connection.test',
  sideEffect: false,
} satisfies Operation;

export const readStockLocations = {
  name: 'HubStockLocations',
  document: /* GraphQL */ `
    query HubStockLocations($locations: StockLocationListOptions!) {
      stockLocations(options: $locations) {
        items {
          id
          name
        }
      }
    }
  `,
  data: wire.locations,
  label: 'connection.stock-locations',
  sideEffect: false,
} satisfies Operation;

export const operations: readonly Operation[] = [
  loginOperation,
  listOrders,
  readNewestChange,
  readFulfillmentAuthors,
  readFulfillments,
  addFulfillment,
  transitionFulfillment,
  findVariants,
  updateVariants,
  readConnectionFacts,
  readStockLocations,
];
