import { z } from 'zod';
import { instant } from '../models/order';
import { problem } from '../models/problem';
import { stockLevel } from '../models/stock';
import { defineEvent } from './event-definition';
import { tenant } from './tenant';

export const InventoryRetrieved = defineEvent({
  type: 'InventoryRetrieved',
  channel: 'facts',
  subject: 'inventory',
  fact: 'retrieved',
  version: 1,
  description:
    'One chunk of a stock snapshot. All chunks of a snapshot share `snapshotId` and `asOf`; `last` marks the final one. A SKU absent from a `full` snapshot has no stock.',
  schema: tenant.extend({
    wmsConnectionId: z.uuid(),
    connector: z.string(),
    runId: z.uuid().nullable(),
    snapshotId: z.uuid(),
    /** Instant before the first page was asked for. */
    asOf: instant,
    chunk: z.int().positive(),
    last: z.boolean(),
    coverage: z.enum(['full', 'changes']),
    levels: z.array(stockLevel),
  }),
  connector: (p) => p.connector,
  key: (p) => p.wmsConnectionId,
  identity: (p) => `${p.snapshotId}:${p.chunk}`,
});

const upload = tenant.extend({
  cartConnectionId: z.uuid(),
  connector: z.string(),
  runId: z.uuid().nullable(),
  /** Identifies the request; its verdicts repeat it. */
  batchId: z.uuid(),
});
const key = (p: { cartConnectionId: string }) => p.cartConnectionId;

const item = z.object({
  sku: z.string(),
  quantity: z.int(),
  /** Grows with each new quantity of this SKU for this connection: an older one never overwrites a newer one. */
  version: z.int().positive(),
});

export const InventoryUploadRequested = defineEvent({
  type: 'InventoryUploadRequested',
  channel: 'work',
  subject: 'inventory-upload',
  fact: 'requested',
  version: 1,
  description:
    'The ledger asks the cart gateway to set the stock of these SKUs, absolute. At most 100 items.',
  schema: upload.extend({ items: z.array(item).min(1).max(100) }),
  connector: (p) => p.connector,
  key,
  identity: (p) => p.batchId,
});

export const InventoryUploaded = defineEvent({
  type: 'InventoryUploaded',
  channel: 'facts',
  subject: 'inventory',
  fact: 'uploaded',
  version: 1,
  description: 'The store shows these quantities.',
  schema: upload.extend({ tries: z.int().positive(), items: z.array(item).min(1) }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.batchId}:${p.tries}:${p.items[0]?.sku}`,
});

export const InventoryUploadFailed = defineEvent({
  type: 'InventoryUploadFailed',
  channel: 'facts',
  subject: 'inventory',
  fact: 'upload-failed',
  version: 1,
  description:
    'The store did not take these quantities. `final`: not before a person changes something (an unknown SKU, say); otherwise the gateway tries again at `nextAttemptAt`.',
  schema: upload.extend({
    tries: z.int().positive(),
    items: z.array(item.extend({ problem, final: z.boolean(), nextAttemptAt: instant.nullable() })).min(1),
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.batchId}:${p.tries}:${p.items[0]?.sku}`,
});
