import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DomainEvent } from '@crossdock/domain';
import type { OutgoingEvent } from '../transport/event-transport';

/** A row that a relay holds under the token of its claim. */
export interface ClaimedRow extends OutgoingEvent {
  readonly seq: string;
  /** Publishes of this row that were returned or failed. */
  readonly refusals: number;
}

/** What became of a claimed row that was not confirmed. */
export interface Postponement {
  readonly seq: string;
  readonly waitMs: number;
  readonly error: string | null;
  /** Which counter goes up: `attempts` for a failed handler, `refusals` for a failed publish, none for a held row. */
  readonly counts: 'attempts' | 'refusals' | 'nothing';
}

/** SQL of the outbox. Leases and waits are measured by the database's clock, which all replicas share. */
@Injectable()
export class OutboxStore {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether a claim may find something: one cheap look, for an outbox that is empty most of the time. */
  async hasDue(): Promise<boolean> {
    const [row]: { due: boolean }[] = await this.dataSource.query(
      'SELECT EXISTS (SELECT FROM outbox WHERE available_at <= now()) AS due',
    );
    return row!.due;
  }

  /**
   * Takes up to `limit` due rows, oldest first, for `leaseMs`; null when another relay is claiming right now.
   *
   * Order per key: a row stays while an earlier one of its key is claimed or was refused, in this relay or another. An
   * event that came back from a handler (`attempts` > 0) holds nobody up: it has been overtaken already. Claims are
   * serialised by an advisory lock, because SKIP LOCKED hides from one claimer what the other is taking.
   */
  async claim(limit: number, leaseMs: number): Promise<{ token: string; rows: ClaimedRow[] } | null> {
    return this.dataSource.transaction(async (tx) => {
      const [lock]: { taken: boolean }[] = await tx.query(
        `SELECT pg_try_advisory_xact_lock(hashtext(current_schema() || '.outbox')) AS taken`,
      );
      if (!lock!.taken) return null;
      // UPDATE ... RETURNING comes back as [rows, count]
      const [rows]: [RawRow[], number] = await tx.query(
        `WITH claim AS MATERIALIZED (SELECT nextval('outbox_token') AS token),
              due AS MATERIALIZED (
                SELECT seq FROM outbox o
                WHERE available_at <= now() AND NOT EXISTS (
                  SELECT FROM outbox earlier
                  WHERE earlier.key = o.key AND earlier.seq < o.seq AND earlier.available_at > now() AND earlier.attempts = 0)
                ORDER BY seq LIMIT $1 FOR UPDATE SKIP LOCKED)
         UPDATE outbox SET token = claim.token, claims = claims + 1, available_at = now() + $2 * interval '1 millisecond'
         FROM due, claim WHERE outbox.seq = due.seq
         RETURNING outbox.seq, outbox.token, event, queue, claims, attempts, refusals`,
        [limit, leaseMs],
      );
      return {
        token: rows[0]?.token ?? '0',
        rows: rows.map(toClaimedRow).sort((a, b) => Number(a.seq) - Number(b.seq)),
      };
    });
  }

  /** Forgets confirmed rows. Rows that another relay has claimed since (the lease ran out) stay: the token is a fence. */
  async delete(token: string, seqs: readonly string[]): Promise<void> {
    await this.dataSource.query('DELETE FROM outbox WHERE token = $1 AND seq = ANY($2)', [token, seqs]);
  }

  /** Gives rows back, each due after its wait; fenced like `delete`. */
  async postpone(token: string, rows: readonly Postponement[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE outbox SET
         token = NULL, claims = 0, available_at = now() + back.wait_ms * interval '1 millisecond',
         attempts = attempts + (back.counts = 'attempts')::int, refusals = refusals + (back.counts = 'refusals')::int,
         last_error = coalesce(back.error, last_error)
       FROM unnest($2::bigint[], $3::float8[], $4::text[], $5::text[]) AS back (seq, wait_ms, error, counts)
       WHERE outbox.seq = back.seq AND token = $1`,
      [
        token,
        rows.map((row) => row.seq),
        rows.map((row) => row.waitMs),
        rows.map((row) => row.error),
        rows.map((row) => row.counts),
      ],
    );
  }

  /** Seconds that the oldest event has been waiting; 0 when none does. */
  async oldestAge(): Promise<number> {
    const [row]: { age: number }[] = await this.dataSource.query(
      `SELECT coalesce(extract(epoch FROM now() - (SELECT added_at FROM outbox ORDER BY seq LIMIT 1)), 0)::float8 AS age`,
    );
    return row!.age;
  }
}

interface RawRow {
  seq: string;
  token: string;
  event: DomainEvent;
  queue: string | null;
  claims: number;
  attempts: number;
  refusals: number;
}

function toClaimedRow({ seq, event, queue, claims, attempts, refusals }: RawRow): ClaimedRow {
  return { seq, event, queue, refusals, attempt: attempts + 1, redeliveries: claims - 1 };
}
