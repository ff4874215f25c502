import { MerchantChanged } from './accounts';
import { CartConnectionChanged, WmsConnectionChanged } from './connections';
import {
  OrderCancellationConcluded,
  OrderCancellationRequested,
  OrderDelivered,
  OrderDeliveryFailed,
  OrderDeliveryRequested,
} from './deliveries';
import type { EventDefinition } from './event-definition';
import {
  InventoryRetrieved,
  InventoryUploaded,
  InventoryUploadFailed,
  InventoryUploadRequested,
} from './inventory';
import { CartOrdersCounted, OrderCancelDownloaded, OrderDownloaded } from './orders';
import {
  ShipmentRetrieved,
  ShipmentUploaded,
  ShipmentUploadFailed,
  ShipmentUploadRequested,
} from './shipments';
import { syncRequested, SyncRunFinished, SyncRunProgressed, WorkReady } from './sync';

/** Every event of the system, in the order in which docs/events.md lists them. */
export const EVENT_CATALOGUE: readonly EventDefinition[] = [
  MerchantChanged,
  CartConnectionChanged,
  WmsConnectionChanged,
  ...Object.values(syncRequested),
  SyncRunProgressed,
  SyncRunFinished,
  WorkReady,
  OrderDownloaded,
  OrderCancelDownloaded,
  CartOrdersCounted,
  OrderDeliveryRequested,
  OrderDelivered,
  OrderDeliveryFailed,
  OrderCancellationRequested,
  OrderCancellationConcluded,
  ShipmentRetrieved,
  ShipmentUploadRequested,
  ShipmentUploaded,
  ShipmentUploadFailed,
  InventoryRetrieved,
  InventoryUploadRequested,
  InventoryUploaded,
  InventoryUploadFailed,
];
