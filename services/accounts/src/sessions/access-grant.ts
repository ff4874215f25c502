import { z } from 'zod';
import type { Grant } from './sessions.service';

/** What a login answers. The refresh token is not part of it: it travels in its cookie alone. */
export const zAccessGrant = z.object({
  accessToken: z.string().describe('Send it as "Authorization: Bearer ..."'),
  tokenType: z.literal('Bearer'),
  expiresIn: z.int().describe('Seconds'),
});
export type AccessGrant = z.output<typeof zAccessGrant>;

export function accessGrantOf({ accessToken, expiresIn }: Grant): AccessGrant {
  return { accessToken, tokenType: 'Bearer', expiresIn };
}
