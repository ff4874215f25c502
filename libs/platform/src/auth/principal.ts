import { z } from 'zod';

export const zAccountKind = z.enum(['fulfillment', 'merchant']);
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
export const zAccessClaims = z.object({
  sub: z.uuid(),
  /** Account. */
  acc: z.uuid(),
  /** Kind of the account. */
  knd: zAccountKind,
});
