import { Clock, ProblemException } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { EntityManager } from 'typeorm';

export const MAX_ATTEMPTS = 10;
const WINDOW_MS = 15 * 60_000;

/**
 * Counts logins per e-mail address, known or not, in windows that begin with the first one. An attempt counts before its
 * password is looked at, so that attempts side by side do not slip through.
 */
@Injectable()
export class LoginLimit {
  constructor(
    private readonly manager: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemException 429 when the address has used up its attempts */
  async count(email: string): Promise<void> {
    const now = this.clock.now();
    const [row] = await this.manager.query<{ attempts: number; window_ends_at: Date }[]>(
      `INSERT INTO login_attempt AS a (email_hash, attempts, window_ends_at) VALUES ($1, 1, $3)
       ON CONFLICT (email_hash) DO UPDATE SET
         attempts = CASE WHEN a.window_ends_at <= $2 THEN 1 ELSE a.attempts + 1 END,
         window_ends_at = CASE WHEN a.window_ends_at <= $2 THEN $3 ELSE a.window_ends_at END
       RETURNING attempts, window_ends_at`,
      [hashOf(email), now, new Date(now.getTime() + WINDOW_MS)],
    );
    if (!row || row.attempts <= MAX_ATTEMPTS) return;
    const seconds = Math.ceil((row.window_ends_at.getTime() - now.getTime()) / 1000);
    throw new ProblemException(429, {
      type: 'too-many-logins',
      title: 'Too many logins with this address',
      detail: `Wait ${Math.ceil(seconds / 60)} min and try again.`,
      retryAfterSeconds: seconds,
    });
  }

  /** A login that succeeded gives the address all its attempts back. */
  async reset(email: string): Promise<void> {
    await this.manager.query('DELETE FROM login_attempt WHERE email_hash = $1', [hashOf(email)]);
  }
}

function hashOf(email: string): Buffer {
  return createHash('sha256').update(email).digest();
}
