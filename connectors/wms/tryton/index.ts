import { defineWmsConnector } from '@crossdock/connector-sdk';
import { pushCancellations } from './cancellations.push';
import { checkConnection } from './connection-check';
import { pullInventory, startInventory, stockCursor } from './inventory.pull';
import { manifest, warehouseIdentity } from './manifest';
import { findOrders, pushOrders } from './orders.push';
import { pullShipments, shipmentCursor, startShipments } from './shipments.pull';

/** Tryton as a warehouse: an order is a customer shipment. */
export const tryton = defineWmsConnector({
  manifest,
  warehouseIdentity,
  test: checkConnection,
  orders: { repeatSafety: 'lookup', batchSize: 25, push: pushOrders, find: findOrders },
  cancellations: { repeatSafety: 'natural', batchSize: 50, push: pushCancellations },
  shipments: { cursor: shipmentCursor, start: startShipments, pull: pullShipments },
  inventory: { cursor: stockCursor, coverage: 'full', start: startInventory, pull: pullInventory },
});
