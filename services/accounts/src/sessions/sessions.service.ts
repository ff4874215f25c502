import { Clock, type AccountKind, type Principal } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { judgeRefresh } from '../domain/refresh-rules';
import { AccessTokens, ACCESS_TOKEN_SECONDS } from '../tokens/access-tokens.service';
import { RefreshToken } from './refresh-token.entity';
import { Session } from './session.entity';

const TOKEN_BYTES = 32;
const DAY_MS = 86_400_000;
const IDLE_MS = 7 * DAY_MS;
const ABSOLUTE_MS = 30 * DAY_MS;

/** What a caller gets who is logged in. */
export interface Grant {
  readonly accessToken: string;
  /** Seconds for which the access token is good. */
  readonly expiresIn: number;
  /** Opaque; goes into the cookie and replaces the one before. */
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
}

interface ShownToken {
  session_id: string;
  user_id: string;
  account_id: string;
  account_kind: AccountKind;
  used_at: Date | null;
  expires_at: Date;
  session_expires_at: Date;
  session_revoked_at: Date | null;
}

/**
 * Sessions end after 7 days without a refresh, after 30 days in any case, at logout, and when a refresh token is shown
 * that was replaced before: then somebody else has a copy of it.
 */
@Injectable()
export class Sessions {
  constructor(
    private readonly manager: EntityManager,
    private readonly accessTokens: AccessTokens,
    private readonly clock: Clock,
  ) {}

  /** Call it in the transaction of the use case that logs somebody in. */
  async start(tx: EntityManager, principal: Principal): Promise<Grant> {
    const now = this.clock.now();
    const session = tx.create(Session, {
      id: uuidv7(),
      userId: principal.userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + ABSOLUTE_MS),
      revokedAt: null,
    });
    await tx.insert(Session, session);
    return this.grant(tx, principal, session.id, session.expiresAt);
  }

  /** Replaces a refresh token. Null when it opens nothing; then the caller must log in again. */
  async refresh(refreshToken: string): Promise<Grant | null> {
    return this.manager.transaction(async (tx) => {
      const token = await this.lock(tx, refreshToken);
      if (!token) return null;
      const now = this.clock.now();
      const verdict = judgeRefresh(
        {
          usedAt: token.used_at,
          expiresAt: token.expires_at,
          sessionExpiresAt: token.session_expires_at,
          sessionRevokedAt: token.session_revoked_at,
        },
        now,
      );
      if (verdict === 'revoke') await tx.update(Session, { id: token.session_id }, { revokedAt: now });
      if (verdict !== 'rotate') return null;
      await tx.update(RefreshToken, { hash: hashOf(refreshToken) }, { usedAt: now });
      const principal = {
        userId: token.user_id,
        accountId: token.account_id,
        accountKind: token.account_kind,
      };
      return this.grant(tx, principal, token.session_id, token.session_expires_at);
    });
  }

  /** Ends the session of a refresh token, whichever of its tokens is shown. Unknown tokens are nobody's business. */
  async end(refreshToken: string): Promise<void> {
    await this.manager.query(
      `UPDATE session SET revoked_at = $2
        WHERE revoked_at IS NULL AND id = (SELECT session_id FROM refresh_token WHERE hash = $1)`,
      [hashOf(refreshToken), this.clock.now()],
    );
  }

  private async grant(
    tx: EntityManager,
    principal: Principal,
    sessionId: string,
    sessionExpiresAt: Date,
  ): Promise<Grant> {
    const refreshToken = randomBytes(TOKEN_BYTES).toString('base64url');
    const idleEnd = this.clock.now().getTime() + IDLE_MS;
    const refreshExpiresAt = new Date(Math.min(idleEnd, sessionExpiresAt.getTime()));
    await tx.insert(RefreshToken, {
      hash: hashOf(refreshToken),
      sessionId,
      expiresAt: refreshExpiresAt,
      usedAt: null,
    });
    const accessToken = await this.accessTokens.issue(principal);
    return { accessToken, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken, refreshExpiresAt };
  }

  /** Of requests that show the same token at once, the second sees what the first did. */
  private async lock(tx: EntityManager, refreshToken: string): Promise<ShownToken | null> {
    const rows = await tx.query<ShownToken[]>(
      `SELECT t.session_id, s.user_id, u.account_id, a.kind AS account_kind, t.used_at, t.expires_at,
              s.expires_at AS session_expires_at, s.revoked_at AS session_revoked_at
         FROM refresh_token t
         JOIN session s ON s.id = t.session_id
         JOIN app_user u ON u.id = s.user_id
         JOIN account a ON a.id = u.account_id
        WHERE t.hash = $1
          FOR UPDATE OF t, s`,
      [hashOf(refreshToken)],
    );
    return rows[0] ?? null;
  }
}

function hashOf(refreshToken: string): Buffer {
  return createHash('sha256').update(refreshToken).digest();
}
