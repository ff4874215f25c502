import type { FakeOrder } from './model';

export function orderTotal(order: FakeOrder): number {
  return order.shippingPrice + order.lines.reduce((sum, line) => sum + line.unitPrice * line.quantity, 0);
}

/** Units of a line in fulfilments that stand. */
export function fulfilledQuantity(order: FakeOrder, lineId: string): number {
  return order.fulfillments
    .filter(({ state }) => state !== 'Cancelled')
    .flatMap(({ lines }) => lines)
    .filter(({ orderLineId }) => orderLineId === lineId)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
