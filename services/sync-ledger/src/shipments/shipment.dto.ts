import { pageQuery, zPage } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

export class ShipmentQuery extends createZodDto(
  pageQuery.extend({
    merchantId: z.uuid().optional(),
    orderId: z.uuid().optional(),
    matched: z.stringbool().optional().describe('False lists shipments whose order is not known'),
  }),
) {}

const zUpload = z.object({
  id: z.uuid(),
  cartConnectionId: z.uuid(),
  reference: z.string(),
  state: z.enum(['pending', 'requested', 'uploaded', 'failed']),
  attempt: z.int(),
  fulfillmentId: z.string().nullable(),
  problem: z.object({ kind: z.string(), code: z.string(), message: z.string() }).nullable(),
  nextAttemptAt: z.iso.datetime({ offset: true }).nullable(),
  uploadedAt: z.iso.datetime({ offset: true }).nullable(),
});

const zPackage = z.object({
  id: z.uuid(),
  externalId: z.string(),
  trackingNumber: z.string().nullable(),
  carrier: z.string().nullable(),
  service: z.string().nullable(),
  /** False once the warehouse withdrew the parcel. */
  active: z.boolean(),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), lineReference: z.string().nullable() })),
  uploads: z.array(zUpload),
});

export const zShipment = z.object({
  id: z.uuid(),
  merchantId: z.uuid(),
  wmsConnectionId: z.uuid(),
  externalId: z.string(),
  orderId: z.uuid().nullable(),
  orderReference: z.string().nullable(),
  status: z.enum(['shipped', 'voided']),
  shippedAt: z.iso.datetime(),
  revision: z.int(),
  packages: z.array(zPackage),
});
export type ShipmentView = z.output<typeof zShipment>;

export class ShipmentPage extends createZodDto(zPage(zShipment)) {}
