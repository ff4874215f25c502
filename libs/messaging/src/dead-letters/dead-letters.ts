import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { DomainEvent } from '@crossdock/domain';
import { storable } from '../handling/describe-error';

/**
 * - `exhausted`: the handler failed on every rung of the retry ladder.
 * - `invalid`: the payload does not fit the event's schema, or nobody here knows the type.
 * - `unreadable`: not an event at all. It cannot be requeued.
 * - `crashed`: the process died with it again and again.
 */
export type ParkReason = 'exhausted' | 'invalid' | 'unreadable' | 'crashed';

/** A message that this service gave up on and that a person should look at. */
export interface DeadLetter {
  readonly id: string;
  readonly queue: string;
  readonly reason: ParkReason;
  readonly error: string;
  readonly attempts: number;
  /** Null when the message was unreadable; `raw` has what arrived. */
  readonly event: DomainEvent | null;
  readonly raw: string | null;
  readonly parkedAt: Date;
  /** When somebody last asked for it to be handled again; null since it was parked again. */
  readonly requeuedAt: Date | null;
}

export type RequeueResult = 'requeued' | 'not-found' | 'unreadable';

/** The dead letters of one service. */
@Injectable()
export class DeadLetters {
  /** A letter that nobody looked at for longer than a year will not be missed, and holds personal data, if sealed. */
  static readonly RETENTION_MONTHS = 13;

  constructor(private readonly dataSource: DataSource) {}

  async find(id: string): Promise<DeadLetter | null> {
    const rows: DeadLetterRow[] = await this.dataSource.query('SELECT * FROM dead_letter WHERE id = $1', [
      id,
    ]);
    return rows.map(toDeadLetter)[0] ?? null;
  }

  /** Newest first; `before` is the id of the last one seen. */
  async list(options: { limit?: number; before?: string } = {}): Promise<DeadLetter[]> {
    const rows: DeadLetterRow[] = await this.dataSource.query(
      `SELECT * FROM dead_letter WHERE ($1::uuid IS NULL OR id < $1) ORDER BY id DESC LIMIT $2`,
      [options.before ?? null, options.limit ?? 100],
    );
    return rows.map(toDeadLetter);
  }

  /**
   * Has it handled again by the queue that gave it up, with the event's own id and a fresh retry ladder. It stays in the
   * list until a handler committed it.
   */
  async requeue(id: string): Promise<RequeueResult> {
    return this.dataSource.transaction(async (tx) => {
      const rows: DeadLetterRow[] = await tx.query('SELECT * FROM dead_letter WHERE id = $1 FOR UPDATE', [
        id,
      ]);
      const letter = rows.map(toDeadLetter)[0];
      if (!letter) return 'not-found';
      if (!letter.event) return 'unreadable';
      await tx.query('UPDATE dead_letter SET requeued_at = now() WHERE id = $1', [id]);
      await tx.query('INSERT INTO outbox (key, event, queue) VALUES ($1, $2, $3)', [
        letter.event.key,
        JSON.stringify(letter.event),
        letter.queue,
      ]);
      return 'requeued';
    });
  }

  /** Parks a message; parking the same event of the same queue again renews its row. */
  async park(
    letter: Pick<DeadLetter, 'queue' | 'reason' | 'error' | 'attempts' | 'event' | 'raw'>,
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO dead_letter (id, queue, event_id, event, raw, reason, error, attempts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (queue, event_id) DO UPDATE SET
         event = excluded.event, reason = excluded.reason, error = excluded.error, attempts = excluded.attempts,
         parked_at = now(), requeued_at = NULL`,
      [
        uuidv7(),
        letter.queue,
        letter.event?.id ?? null,
        letter.event && JSON.stringify(letter.event),
        letter.raw && storable(letter.raw),
        letter.reason,
        letter.error,
        letter.attempts,
      ],
    );
  }

  /** Forgets dead letters that were handled in this transaction after all. */
  async resolve(tx: EntityManager, queue: string, eventIds: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM dead_letter WHERE queue = $1 AND event_id = ANY($2)', [queue, eventIds]);
  }

  /** Forgets letters parked longer ago than the retention; returns how many. `MessagingHousekeeping` calls it daily. */
  async purge(retentionMonths = DeadLetters.RETENTION_MONTHS): Promise<number> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      `DELETE FROM dead_letter WHERE parked_at < now() - make_interval(months => $1)`,
      [retentionMonths],
    );
    return count;
  }

  async count(): Promise<number> {
    const rows: { count: number }[] = await this.dataSource.query(
      'SELECT count(*)::int AS count FROM dead_letter',
    );
    return rows[0]!.count;
  }
}

interface DeadLetterRow {
  id: string;
  queue: string;
  event: DomainEvent | null;
  raw: string | null;
  reason: ParkReason;
  error: string;
  attempts: number;
  parked_at: Date;
  requeued_at: Date | null;
}

function toDeadLetter({ parked_at, requeued_at, ...row }: DeadLetterRow): DeadLetter {
  const { id, queue, reason, error, attempts, event, raw } = row;
  return { id, queue, reason, error, attempts, event, raw, parkedAt: parked_at, requeuedAt: requeued_at };
}
