import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import type { Due } from '../worker/stream-task';
import { LeaseLostError, type Lease } from './lease';

export interface StreamRef {
  readonly connectionId: string;
  readonly accountId: string;
  readonly stream: string;
}

interface LeaseRow {
  connection_id: string;
  stream: string;
  lease_token: string;
  attempts: number;
}

/**
 * The streams of connections: who works which, and what is due. All times are the database's.
 *
 * Transactions lock in this order, so that none waits for another in a circle: connection, stream, runs and intents.
 */
@Injectable()
export class StreamStateStore {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(HOST_OPTIONS)
    private readonly options: Pick<HostOptions, 'leaseMs' | 'workersPerAccount'>,
  ) {}

  /** Makes streams due now, creating them when they are new, and locks them until the transaction ends. */
  async makeDue(tx: EntityManager, streams: readonly StreamRef[]): Promise<void> {
    await tx.query(
      `INSERT INTO stream_state AS s (connection_id, account_id, stream, due_at)
       SELECT DISTINCT connection_id, account_id, stream, now()
       FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS t (connection_id, account_id, stream)
       ORDER BY connection_id, stream
       ON CONFLICT (connection_id, stream) DO UPDATE SET due_at = least(s.due_at, excluded.due_at)`,
      [
        streams.map(({ connectionId }) => connectionId),
        streams.map(({ accountId }) => accountId),
        streams.map(({ stream }) => stream),
      ],
    );
  }

  /**
   * Takes the lease of the stream that has been due for longest, of an active connection of these connectors, unless
   * its account already has its share of workers.
   */
  async claim(owner: string, connectors: readonly string[]): Promise<Lease | null> {
    const [rows]: [LeaseRow[], number] = await this.dataSource.query(
      `UPDATE stream_state
       SET lease_owner = $1, lease_token = nextval('lease_token'), attempts = attempts + 1,
           lease_until = clock_timestamp() + $3 * interval '1 ms'
       WHERE (connection_id, stream) = (
         SELECT s.connection_id, s.stream
         FROM stream_state s JOIN connections c ON c.id = s.connection_id
         WHERE s.due_at <= now() AND (s.lease_until IS NULL OR s.lease_until < now())
           AND c.state = 'active' AND c.connector = ANY ($2)
           AND (SELECT count(*) FROM stream_state held
                WHERE held.account_id = s.account_id AND held.lease_until > now()) < $4
         ORDER BY s.due_at
         LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
       RETURNING connection_id, stream, lease_token, attempts`,
      [owner, connectors, this.options.leaseMs, this.options.workersPerAccount],
    );
    const [row] = rows;
    if (!row) return null;
    return {
      connectionId: row.connection_id,
      stream: row.stream,
      token: row.lease_token,
      attempts: row.attempts,
    };
  }

  /** Prolongs leases; those that were lost stay lost. */
  async renew(leases: readonly Lease[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE stream_state s SET lease_until = clock_timestamp() + $4 * interval '1 ms'
       FROM unnest($1::uuid[], $2::text[], $3::bigint[]) AS t (connection_id, stream, token)
       WHERE s.connection_id = t.connection_id AND s.stream = t.stream AND s.lease_token = t.token`,
      [
        leases.map(({ connectionId }) => connectionId),
        leases.map(({ stream }) => stream),
        leases.map(({ token }) => token),
        this.options.leaseMs,
      ],
    );
  }

  /**
   * First statement of every transaction that works under a lease: locks the stream, so that the lease cannot be taken
   * before the commit.
   * @throws LeaseLostError
   */
  async fence(tx: EntityManager, lease: Lease): Promise<{ cursor: unknown }> {
    const rows: { cursor: unknown }[] = await tx.query(
      `SELECT cursor FROM stream_state WHERE connection_id = $1 AND stream = $2 AND lease_token = $3 FOR UPDATE`,
      [lease.connectionId, lease.stream, lease.token],
    );
    if (!rows[0]) throw new LeaseLostError(lease);
    return rows[0];
  }

  async saveCursor(tx: EntityManager, lease: Lease, cursor: unknown): Promise<void> {
    await tx.query('UPDATE stream_state SET cursor = $3 WHERE connection_id = $1 AND stream = $2', [
      lease.connectionId,
      lease.stream,
      JSON.stringify(cursor),
    ]);
  }

  /** Gives the lease back. Call after `fence` in the same transaction. */
  async release(tx: EntityManager, lease: Lease, next: { due: Due; failed: boolean }): Promise<void> {
    await tx.query(
      `UPDATE stream_state
       SET lease_owner = NULL, lease_token = NULL, lease_until = NULL, due_at = coalesce($3, now() + $5 * interval '1 ms'),
           attempts = CASE WHEN $4 THEN attempts ELSE 0 END
       WHERE connection_id = $1 AND stream = $2`,
      [
        lease.connectionId,
        lease.stream,
        next.due && 'at' in next.due ? next.due.at : null,
        next.failed,
        next.due && 'afterMs' in next.due ? next.due.afterMs : null,
      ],
    );
  }
}
