import type { DataSource } from 'typeorm';

/** What is known of a key that was used before. */
export interface EarlierRequest {
  digest: Buffer;
  state: 'running' | 'done' | 'failed';
  status: number | null;
  body: unknown;
  ageSeconds: number;
}

/** How long an answer is kept to be repeated. */
const KEPT = '24 hours';

/** The rows behind `Idempotency-Key`, one per account and key. */
export class IdempotencyStore {
  constructor(private readonly database: DataSource) {}

  /** Takes the key for a request; returns the request that has it already, if there is one. */
  async claim(accountId: string, key: string, digest: Buffer): Promise<EarlierRequest | null> {
    await this.database.query('DELETE FROM idempotency_keys WHERE created_at < now() - $1::interval', [KEPT]);
    const inserted: unknown[] = await this.database.query(
      `INSERT INTO idempotency_keys (account_id, key, request_digest, state) VALUES ($1, $2, $3, 'running')
       ON CONFLICT DO NOTHING RETURNING key`,
      [accountId, key, digest],
    );
    if (inserted.length > 0) return null;
    const [earlier]: EarlierRequest[] = await this.database.query(
      `SELECT request_digest AS digest, state, status, body,
              extract(epoch FROM now() - created_at)::float AS "ageSeconds"
       FROM idempotency_keys WHERE account_id = $1 AND key = $2`,
      [accountId, key],
    );
    // Released between the two statements: the earlier request had no effect.
    return earlier ?? this.claim(accountId, key, digest);
  }

  async done(accountId: string, key: string, status: number, body: unknown): Promise<void> {
    await this.database.query(
      `UPDATE idempotency_keys SET state = 'done', status = $3, body = $4 WHERE account_id = $1 AND key = $2`,
      [accountId, key, status, JSON.stringify(body ?? null)],
    );
  }

  async failed(accountId: string, key: string): Promise<void> {
    await this.database.query(
      `UPDATE idempotency_keys SET state = 'failed' WHERE account_id = $1 AND key = $2`,
      [accountId, key],
    );
  }

  /** The request was refused and changed nothing: the key may be used again. */
  async release(accountId: string, key: string): Promise<void> {
    await this.database.query('DELETE FROM idempotency_keys WHERE account_id = $1 AND key = $2', [
      accountId,
      key,
    ]);
  }
}
