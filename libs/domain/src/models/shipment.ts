import { z } from 'zod';
import { instant } from './order';

/** What a warehouse put into one parcel. */
export const packageLine = z.object({
  sku: z.string(),
  /** The hub's reference of the order line where the warehouse echoes it, else null. */
  lineReference: z.string().nullable(),
  quantity: z.int().positive(),
});

export const shippedPackage = z.object({
  /** The warehouse's id of the parcel, unique within its shipment. */
  externalId: z.string().min(1),
  trackingNumber: z.string().nullable(),
  /** The warehouse's word for the carrier. */
  carrier: z.string().nullable(),
  service: z.string().nullable(),
  lines: z.array(packageLine),
});
export type ShippedPackage = z.infer<typeof shippedPackage>;

/** A shipment as every WMS connector returns it: whole, with all its parcels, each time it is read. */
export const wmsShipment = z.object({
  /** The warehouse's id, unique within the connection. */
  externalId: z.string().min(1),
  /** The hub's reference that was given when the order was delivered; null when the warehouse has none. */
  orderReference: z.string().nullable(),
  wmsOrderId: z.string().nullable(),
  status: z.enum(['shipped', 'voided']),
  shippedAt: instant,
  packages: z.array(shippedPackage),
});
export type WmsShipment = z.infer<typeof wmsShipment>;
