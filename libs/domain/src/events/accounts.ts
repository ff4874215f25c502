import { z } from 'zod';
import { defineEvent } from './event-definition';
import { tenant } from './tenant';

export const MerchantChanged = defineEvent({
  type: 'MerchantChanged',
  channel: 'facts',
  subject: 'merchant',
  fact: 'changed',
  version: 1,
  description:
    'A merchant was created, renamed, switched on or off. Carries the whole new state; a lower revision than one already seen is old news.',
  schema: tenant.extend({ name: z.string(), active: z.boolean(), revision: z.int().positive() }),
  key: (p) => p.merchantId,
  identity: (p) => `${p.merchantId}:${p.revision}`,
});
