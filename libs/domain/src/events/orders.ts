import { z } from 'zod';
import { downloadedOrder, instant } from '../models/order';
import { defineEvent } from './event-definition';
import { tenant } from './tenant';

const fromCart = tenant.extend({
  connectionId: z.uuid(),
  connector: z.string(),
  runId: z.uuid().nullable(),
  /** Counts the distinct contents the gateway has seen of this order, from 1. Higher is newer. */
  revision: z.int().positive(),
  observedAt: instant,
});

export const OrderDownloaded = defineEvent({
  type: 'OrderDownloaded',
  channel: 'facts',
  subject: 'order',
  fact: 'downloaded',
  version: 1,
  description:
    'A cart returned an order that is new or whose content changed. Told once per revision; the recipient is sealed.',
  schema: fromCart.extend({ order: downloadedOrder }),
  connector: (p) => p.connector,
  key: (p) => `${p.connectionId}:${p.order.externalId}`,
  identity: (p) => `${p.connectionId}:${p.order.externalId}:${p.revision}`,
});

export const OrderCancelDownloaded = defineEvent({
  type: 'OrderCancelDownloaded',
  channel: 'facts',
  subject: 'order',
  fact: 'cancel-downloaded',
  version: 1,
  description:
    'A cart returned an order as cancelled. Told in place of OrderDownloaded for that revision, also for an order never seen before.',
  schema: fromCart.extend({
    externalId: z.string(),
    number: z.string(),
    placedAt: instant,
    vendorStatus: z.string(),
  }),
  connector: (p) => p.connector,
  key: (p) => `${p.connectionId}:${p.externalId}`,
  identity: (p) => `${p.connectionId}:${p.externalId}:${p.revision}`,
});

export const CartOrdersCounted = defineEvent({
  type: 'CartOrdersCounted',
  channel: 'facts',
  subject: 'cart-orders',
  fact: 'counted',
  version: 1,
  description:
    'How many distinct orders placed on a UTC day the gateway has read from one cart so far. The ledger holds its own books against it in the daily proof.',
  schema: tenant.extend({
    connectionId: z.uuid(),
    connector: z.string(),
    /** `YYYY-MM-DD`, UTC, by the order's `placedAt`. */
    day: z.iso.date(),
    orders: z.int().nonnegative(),
    /** Grows with each count of that day. Higher is newer. */
    revision: z.int().positive(),
  }),
  connector: (p) => p.connector,
  key: (p) => p.connectionId,
  identity: (p) => `${p.connectionId}:${p.day}:${p.revision}`,
});
