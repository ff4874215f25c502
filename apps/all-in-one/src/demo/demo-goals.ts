import type { DemoSite } from './demo-world';

/** Whether the shop sells exactly what the warehouse can promise. Holds when no order is on its way. */
export function shopSellsStock({ shop, warehouse }: DemoSite): boolean {
  return warehouse.state.stock().every(({ sku, onHand }) => shop.state.stock(sku).saleable === onHand);
}

/** Whether the shop was told of every parcel that left the warehouse. */
export function shopKnowsParcels({ shop, warehouse }: DemoSite): boolean {
  const sent = warehouse.state.shipments().filter(({ state }) => state === 'done');
  const told = shop.state.orders().flatMap(({ fulfillments }) => fulfillments);
  return told.length === sent.flatMap(({ parcels }) => parcels).length;
}
