import { z } from 'zod';

/** Every event says whose it is. */
export const tenant = z.object({ accountId: z.uuid(), merchantId: z.uuid() });
export const connectionState = z.enum(['active', 'paused', 'needs_reauth', 'deleted']);
export type ConnectionState = z.infer<typeof connectionState>;
