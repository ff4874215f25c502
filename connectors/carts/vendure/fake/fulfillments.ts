import { setTimeout as pause } from 'node:timers/promises';
import type { FakeFulfillment, FakeOrder } from './model';
import { fulfilledQuantity } from './quantities';
import type { FakeShop } from './shop';
import { UnknownEntityError } from './unknown-entity.error';

export interface Refusal {
  __typename: string;
  errorCode: string;
  message: string;
  [detail: string]: unknown;
}

export interface FulfillmentInput {
  lines: FakeFulfillment['lines'];
  method: string;
  trackingCode: string;
  author: string;
}

/** Time between Vendure's check and its write, in which another call passes the same check. */
const GAP_MS = 5;

/** Two calls at once for the same units both pass the check, as in Vendure. @throws UnknownEntityError */
export async function requestFulfillment(
  shop: FakeShop,
  handlerCode: string,
  input: FulfillmentInput,
): Promise<FakeFulfillment | Refusal> {
  const refusal = check(shop, handlerCode, input);
  if (refusal !== null) return refusal;
  await pause(GAP_MS);
  const made = addFulfillment(shop, input);
  const order = shop.orderOfLine(input.lines[0]?.orderLineId ?? '');
  shop.record('fulfillment-added', order.id, `${made.id} ${made.trackingCode}`);
  return made;
}

function check(shop: FakeShop, handlerCode: string, { lines }: FulfillmentInput): Refusal | null {
  if (lines.reduce((sum, { quantity }) => sum + quantity, 0) === 0)
    return refusal(
      'EmptyOrderLineSelectionError',
      'EMPTY_ORDER_LINE_SELECTION_ERROR',
      'At least one OrderLine must be specified',
    );
  const order = shop.orderOfLine(lines[0]?.orderLineId ?? '');
  for (const { orderLineId, quantity } of lines) {
    const line = order.lines.find(({ id }) => id === orderLineId);
    if (line === undefined) throw new UnknownEntityError('OrderLine', orderLineId);
    if (line.quantity - fulfilledQuantity(order, orderLineId) < quantity)
      return refusal(
        'ItemsAlreadyFulfilledError',
        'ITEMS_ALREADY_FULFILLED_ERROR',
        'One or more OrderItems are already part of a Fulfillment',
      );
    const variant = shop.variant(line.variantId);
    if (variant.stockOnHand < quantity)
      return {
        ...refusal(
          'InsufficientStockOnHandError',
          'INSUFFICIENT_STOCK_ON_HAND_ERROR',
          `Cannot create a Fulfillment as there is insufficient stockOnHand (${variant.stockOnHand}) of "${variant.name}"`,
        ),
        productVariantId: variant.id,
        productVariantName: variant.name,
        stockOnHand: variant.stockOnHand,
      };
  }
  if (handlerCode !== 'manual-fulfillment')
    return refusal(
      'InvalidFulfillmentHandlerError',
      'INVALID_FULFILLMENT_HANDLER_ERROR',
      'The specified FulfillmentHandler code is not valid',
    );
  return null;
}

/** Makes the fulfilment without a check. Its units leave stock and allocation now, not when it is shipped. */
export function addFulfillment(shop: FakeShop, input: FulfillmentInput): FakeFulfillment {
  const order = shop.orderOfLine(input.lines[0]?.orderLineId ?? '');
  const made: FakeFulfillment = {
    ...structuredClone(input),
    id: shop.id(),
    state: 'Pending',
    createdAt: shop.options.now().toISOString(),
  };
  shop.attach(order, made);
  moveStock(shop, order, made, -1);
  return made;
}

/** @throws UnknownEntityError */
export function moveFulfillment(
  shop: FakeShop,
  id: string,
  state: FakeFulfillment['state'],
): FakeFulfillment | Refusal {
  const order = shop.orderOfFulfillment(id);
  const fulfillment = order.fulfillments.find((candidate) => candidate.id === id);
  if (fulfillment === undefined) throw new UnknownEntityError('Fulfillment', id);
  const from = fulfillment.state;
  if (!NEXT[from].includes(state))
    return {
      ...refusal(
        'FulfillmentStateTransitionError',
        'FULFILLMENT_STATE_TRANSITION_ERROR',
        'errorResult.FULFILLMENT_STATE_TRANSITION_ERROR',
      ),
      transitionError: `Cannot transition Fulfillment from "${from}" to "${state}"`,
      fromState: from,
      toState: state,
    };
  fulfillment.state = state;
  if (state === 'Cancelled') moveStock(shop, order, fulfillment, 1);
  else moveOrder(order, state);
  return fulfillment;
}

const NEXT: Record<FakeFulfillment['state'], string[]> = {
  Pending: ['Shipped', 'Delivered', 'Cancelled'],
  Shipped: ['Delivered', 'Cancelled'],
  Delivered: ['Cancelled'],
  Cancelled: [],
};

/** Where a fulfilment may take its order. An order with an authorised payment stays as it is, though it was shipped. */
const NEXT_OF_ORDER: Record<string, string[]> = {
  PaymentSettled: ['PartiallyShipped', 'Shipped', 'PartiallyDelivered', 'Delivered'],
  PartiallyShipped: ['Shipped', 'PartiallyDelivered'],
  Shipped: ['PartiallyDelivered', 'Delivered'],
  PartiallyDelivered: ['Delivered'],
};

function moveOrder(order: FakeOrder, state: FakeFulfillment['state']): void {
  const standing = order.fulfillments.filter((fulfillment) => fulfillment.state !== 'Cancelled');
  const whole = order.lines.every((line) => fulfilledQuantity(order, line.id) >= line.quantity);
  const next =
    whole && standing.every((fulfillment) => fulfillment.state === state) ? state : `Partially${state}`;
  if (NEXT_OF_ORDER[order.state]?.includes(next)) order.state = next;
}

function moveStock(shop: FakeShop, order: FakeOrder, fulfillment: FakeFulfillment, sign: 1 | -1): void {
  for (const { orderLineId, quantity } of fulfillment.lines) {
    const line = order.lines.find(({ id }) => id === orderLineId);
    if (line === undefined) continue;
    const variant = shop.variant(line.variantId);
    variant.stockOnHand += sign * quantity;
    variant.stockAllocated += sign * quantity;
  }
}

function refusal(__typename: string, errorCode: string, message: string): Refusal {
  return { __typename, errorCode, message };
}
