import { z } from 'zod';
import { problem } from '../models/problem';
import { defineEvent } from './event-definition';
import { connectionState, tenant } from './tenant';

const connectionChanged = tenant.extend({
  connectionId: z.uuid(),
  connector: z.string(),
  name: z.string(),
  state: connectionState,
  /** Why the state is `needs_reauth`. */
  problem: problem.nullable(),
  revision: z.int().positive(),
});

const base = {
  channel: 'facts',
  fact: 'changed',
  version: 1,
  schema: connectionChanged,
  connector: (p: z.output<typeof connectionChanged>) => p.connector,
  key: (p: z.output<typeof connectionChanged>) => p.connectionId,
  identity: (p: z.output<typeof connectionChanged>) => `${p.connectionId}:${p.revision}`,
} as const;

export const CartConnectionChanged = defineEvent({
  ...base,
  type: 'CartConnectionChanged',
  subject: 'cart-connection',
  description:
    'A cart connection was created, renamed, paused, resumed, refused by the store or deleted. Carries the whole public state, never credentials; a lower revision than one already seen is old news.',
});

export const WmsConnectionChanged = defineEvent({
  ...base,
  type: 'WmsConnectionChanged',
  subject: 'wms-connection',
  description:
    'A WMS connection was created, renamed, paused, resumed, refused by the warehouse or deleted. Carries the whole public state, never credentials; a lower revision than one already seen is old news.',
});
