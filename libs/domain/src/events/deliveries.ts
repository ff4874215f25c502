import { z } from 'zod';
import { decimalText } from '../models/money';
import { instant, shipMethod } from '../models/order';
import { problem } from '../models/problem';
import { defineEvent } from './event-definition';
import { tenant } from './tenant';

const delivery = tenant.extend({
  orderId: z.uuid(),
  wmsConnectionId: z.uuid(),
  connector: z.string(),
  /** Run in which the order was picked; null when it was resent by hand. */
  runId: z.uuid().nullable(),
  /** Counts the deliveries asked for this order, from 1: a resend after a refusal is a new attempt. */
  attempt: z.int().positive(),
});

const key = (p: { orderId: string }) => p.orderId;

export const OrderDeliveryRequested = defineEvent({
  type: 'OrderDeliveryRequested',
  channel: 'work',
  subject: 'order-delivery',
  fact: 'requested',
  version: 1,
  description:
    'The ledger asks the WMS gateway to create this order at the warehouse, once. The recipient is sealed.',
  schema: delivery.extend({
    /** Our reference at the warehouse: at most 16 characters, unique over all orders. */
    reference: z.string().min(1).max(16),
    number: z.string(),
    placedAt: instant,
    /** The warehouse's code after mapping. */
    shipMethod: shipMethod.nullable(),
    currency: z.string(),
    sealedRecipient: z.string(),
    /** What the recipient was sealed with. */
    sealContext: z.string(),
    lines: z
      .array(
        z.object({
          /** Our reference of the line, echoed by warehouses that can. */
          reference: z.string(),
          sku: z.string().min(1),
          name: z.string(),
          quantity: z.int().positive(),
          unitPrice: decimalText.nullable(),
        }),
      )
      .min(1),
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.orderId}:${p.attempt}`,
});

export const OrderDelivered = defineEvent({
  type: 'OrderDelivered',
  channel: 'facts',
  subject: 'order',
  fact: 'delivered',
  version: 1,
  description:
    'The warehouse holds the order. `alreadyThere`: it was found by our reference instead of sent again.',
  schema: delivery.extend({
    wmsOrderId: z.string(),
    wmsOrderNumber: z.string().nullable(),
    alreadyThere: z.boolean(),
    acceptedAt: instant,
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.orderId}:${p.attempt}`,
});

export const OrderDeliveryFailed = defineEvent({
  type: 'OrderDeliveryFailed',
  channel: 'facts',
  subject: 'order',
  fact: 'delivery-failed',
  version: 1,
  description:
    'One try to deliver failed. `final`: the warehouse refuses until a person changes something; otherwise the gateway tries again at `nextAttemptAt`.',
  schema: delivery.extend({
    problem,
    final: z.boolean(),
    nextAttemptAt: instant.nullable(),
    tries: z.int().positive(),
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.orderId}:${p.attempt}:${p.tries}`,
});

const cancellation = tenant.extend({
  orderId: z.uuid(),
  wmsConnectionId: z.uuid(),
  connector: z.string(),
  attempt: z.int().positive(),
});

export const OrderCancellationRequested = defineEvent({
  type: 'OrderCancellationRequested',
  channel: 'work',
  subject: 'order-cancellation',
  fact: 'requested',
  version: 1,
  description:
    'The ledger asks the WMS gateway to cancel an order that is, or may be, at the warehouse. Handled after any delivery of the same order.',
  schema: cancellation.extend({ reference: z.string(), wmsOrderId: z.string().nullable() }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.orderId}:${p.attempt}`,
});

export const OrderCancellationConcluded = defineEvent({
  type: 'OrderCancellationConcluded',
  channel: 'facts',
  subject: 'order',
  fact: 'cancellation-concluded',
  version: 1,
  description:
    "The warehouse's verdict on a cancellation, read back and not assumed: `canceled`, `refused` (it will ship) or `absent` (it never had the order). `failed`: no verdict yet, the gateway tries again.",
  schema: cancellation.extend({
    verdict: z.enum(['canceled', 'refused', 'absent', 'failed']),
    problem: problem.nullable(),
    tries: z.int().positive(),
  }),
  connector: (p) => p.connector,
  key,
  identity: (p) => `${p.orderId}:${p.attempt}:${p.tries}`,
});
