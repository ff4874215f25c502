import { defineCartConnector } from '@crossdock/connector-sdk';
import { storeIdentity } from './address';
import { inventory } from './inventory.push';
import { manifest } from './manifest';
import { orderCursor, startCursor } from './orders.cursor';
import { fetchOrders, pullOrders } from './orders.pull';
import { shipments } from './shipments.push';
import { testConnection } from './test-connection';

export const vendure = defineCartConnector({
  manifest,
  storeIdentity: (_credentials, settings) => storeIdentity(settings),
  test: testConnection,
  orders: { cursor: orderCursor, start: startCursor, pull: pullOrders, fetch: fetchOrders },
  shipments,
  inventory,
});
