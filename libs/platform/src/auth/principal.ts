import type { z } from 'zod';
import { z as zod } from 'zod';

export const zAccountKind = zod.enum(['fulfillment', 'merchant']);
export type AccountKind = z.output<typeof zAccountKind>;

/** Who asks, as the access token says. */
export interface Principal {
  readonly userId: string;
  readonly accountId: string;
  readonly accountKind: AccountKind;
}

/** `iss` and `aud` of every access token. */
export const TOKEN_ISSUER = 'crossdock';
export const TOKEN_AUDIENCE = 'crossdock-api';

/** Claims of an access token beside the registered ones. `sub` is the user. */
export const zAccessClaims = zod.object({
  sub: zod.uuid(),
  /** Account. */
  acc: zod.uuid(),
  /** Kind of the account. */
  knd: zAccountKind,
});
