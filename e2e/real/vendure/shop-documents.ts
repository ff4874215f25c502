/** GraphQL documents of a shop's buyers and staff. */

const REFUSED = `... on ErrorResult { errorCode message }`;

export const ADD_ITEM = `mutation ($id: ID!, $quantity: Int!) {
  added: addItemToOrder(productVariantId: $id, quantity: $quantity) { ... on Order { id } ${REFUSED} }
}`;
export const SET_CUSTOMER = `mutation ($input: CreateCustomerInput!) {
  setCustomerForOrder(input: $input) { ${REFUSED} }
}`;
export const SET_ADDRESS = `mutation ($input: CreateAddressInput!) {
  setOrderShippingAddress(input: $input) { ${REFUSED} }
}`;
export const SHIPPING_METHODS = `{ methods: eligibleShippingMethods { id code } }`;
export const SET_SHIPPING_METHOD = `mutation ($ids: [ID!]!) {
  setOrderShippingMethod(shippingMethodId: $ids) { ${REFUSED} }
}`;
export const TO_PAYMENT_PAGE = `mutation { transitionOrderToState(state: "ArrangingPayment") { ${REFUSED} } }`;
export const PAY = `mutation ($input: PaymentInput!) { addPaymentToOrder(input: $input) { ${REFUSED} } }`;

export const CREATE_PRODUCT = `mutation ($input: CreateProductInput!) { createProduct(input: $input) { id } }`;
export const CREATE_VARIANTS = `mutation ($input: [CreateProductVariantInput!]!) {
  createProductVariants(input: $input) { id }
}`;
export const CANCEL = `mutation ($input: CancelOrderInput!) { cancelOrder(input: $input) { ${REFUSED} } }`;
export const MODIFY = `mutation ($input: ModifyOrderInput!) { modifyOrder(input: $input) { ${REFUSED} } }`;
export const MOVE_ORDER = `mutation ($id: ID!, $state: String!) {
  transitionOrderToState(id: $id, state: $state) { ${REFUSED} }
}`;
export const PAYMENTS = `query ($id: ID!) { order(id: $id) { payments { id } } }`;
export const SETTLE = `mutation ($id: ID!) { settlePayment(id: $id) { ${REFUSED} } }`;
export const FULFILL = `mutation ($input: FulfillOrderInput!) {
  made: addFulfillmentToOrder(input: $input) { ... on Fulfillment { id } ${REFUSED} }
}`;
export const MOVE_FULFILLMENT = `mutation ($id: ID!, $state: String!) {
  transitionFulfillmentToState(id: $id, state: $state) { ${REFUSED} }
}`;

const ORDER_FIELDS = `
  id code state active updatedAt orderPlacedAt
  shippingAddress {
    fullName company streetLine1 streetLine2 city province postalCode countryCode phoneNumber
  }
  lines { id quantity productVariant { sku } }
  fulfillments { id state method trackingCode lines { orderLineId quantity } }
`;
export const ORDER = `query ($id: ID!) { order(id: $id) { ${ORDER_FIELDS} } }`;
export const ORDER_BY_CODE = `query ($code: String!) {
  orders(options: { filter: { code: { eq: $code } } }) { items { ${ORDER_FIELDS} } }
}`;
export const STOCK = `query ($sku: String!) {
  productVariants(options: { filter: { sku: { eq: $sku } } }) {
    items { id stockLevels { stockOnHand stockAllocated } }
  }
}`;
