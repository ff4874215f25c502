/** What is known of a refresh token that was shown. */
export interface ShownRefreshToken {
  readonly usedAt: Date | null;
  readonly expiresAt: Date;
  readonly sessionExpiresAt: Date;
  readonly sessionRevokedAt: Date | null;
}

/**
 * - `rotate`: replace it and go on.
 * - `refuse`: the session is over.
 * - `revoke`: it was replaced before, so two parties hold it: end the session for both.
 */
export type RefreshVerdict = 'rotate' | 'refuse' | 'revoke';

export function judgeRefresh(token: ShownRefreshToken, now: Date): RefreshVerdict {
  if (token.sessionRevokedAt !== null || token.sessionExpiresAt <= now) return 'refuse';
  if (token.usedAt !== null) return 'revoke';
  return token.expiresAt <= now ? 'refuse' : 'rotate';
}
