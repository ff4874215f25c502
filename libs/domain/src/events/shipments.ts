import { z } from 'zod';
import { instant } from '../models/order';
import { problem } from '../models/problem';
import { wmsShipment } from '../models/shipment';
import { defineEvent } from './event-definition';
import { tenant } from './tenant';

export const ShipmentRetrieved = defineEvent({
  type: 'ShipmentRetrieved',
  channel: 'facts',
  subject: 'shipment',
  fact: 'retrieved',
  version: 1,
  description:
    'The warehouse returned a shipment that is new or changed (a corrected tracking number, a void). Told once per revision, always whole.',
  schema: tenant.extend({
    wmsConnectionId: z.uuid(),
    connector: z.string(),
    runId: z.uuid().nullable(),
    revision: z.int().positive(),
    observedAt: instant,
    shipment: wmsShipment,
  }),
  connector: (p) => p.connector,
  key: (p) => `${p.wmsConnectionId}:${p.shipment.orderReference ?? p.shipment.externalId}`,
  identity: (p) => `${p.wmsConnectionId}:${p.shipment.externalId}:${p.revision}`,
});

const upload = tenant.extend({
  /** One upload is one parcel of a shipment for one cart connection. */
  uploadId: z.uuid(),
  orderId: z.uuid(),
  shipmentId: z.uuid(),
  cartConnectionId: z.uuid(),
  connector: z.string(),
  runId: z.uuid().nullable(),
  attempt: z.int().positive(),
});
/** Uploads of one order go to its cart one after the other: carts accept two fulfilments at once. */
const key = (p: { orderId: string }) => p.orderId;

export const ShipmentUploadRequested = defineEvent({
  type: 'ShipmentUploadRequested',
  channel: 'work',
  subject: 'shipment-upload',
  fact: 'requested',
  version: 1,
  description: 'The ledger asks the cart gateway to tell the store of one parcel, once.',
  schema: upload.extend({
    orderExternalId: z.string(),
    orderNumber: z.string(),
    /** Our reference of the parcel: at most 20 characters, unique over all uploads. */
    reference: z.string().min(1).max(20),
    shippedAt: instant,
    trackingNumber: z.string().nullable(),
    /** Carrier after the back-mapping. */
    carrier: z.string().nullable(),
    service: z.string().nullable(),
    lines: z
      .array(z.object({ lineExternalId: z.string(), sku: z.string(), quantity: z.int().positive() }))
      .min(1),
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.uploadId}:${p.attempt}`,
});

export const ShipmentUploaded = defineEvent({
  type: 'ShipmentUploaded',
  channel: 'facts',
  subject: 'shipment',
  fact: 'uploaded',
  version: 1,
  description: 'The store shows the parcel. `alreadyThere`: it was found there instead of written again.',
  schema: upload.extend({
    fulfillmentId: z.string().nullable(),
    alreadyThere: z.boolean(),
    uploadedAt: instant,
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.uploadId}:${p.attempt}`,
});

export const ShipmentUploadFailed = defineEvent({
  type: 'ShipmentUploadFailed',
  channel: 'facts',
  subject: 'shipment',
  fact: 'upload-failed',
  version: 1,
  description:
    'One try to upload failed. `final`: the store refuses until a person changes something; otherwise the gateway tries again at `nextAttemptAt`.',
  schema: upload.extend({
    problem,
    final: z.boolean(),
    nextAttemptAt: instant.nullable(),
    tries: z.int().positive(),
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.uploadId}:${p.attempt}:${p.tries}`,
});
