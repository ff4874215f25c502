import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '@crossdock/platform';

export interface TimelineEntry {
  orderId: string;
  accountId: string;
  /** Kebab-case, such as `loaded` or `delivery-failed`. */
  kind: string;
  /** One sentence for people, without personal data. */
  message: string;
  detail?: object;
}

/** The story of each order, as its people read it. */
@Injectable()
export class Timeline {
  constructor(private readonly clock: Clock) {}

  /** Adds entries in the order given, with one statement. */
  async append(tx: EntityManager, entries: readonly TimelineEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await tx.query(
      `INSERT INTO order_timeline (id, order_id, account_id, at, kind, message, detail)
       SELECT id, order_id, account_id, $7, kind, message, detail
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::jsonb[])
         AS t(id, order_id, account_id, kind, message, detail)`,
      [
        entries.map(() => uuidv7()),
        entries.map((entry) => entry.orderId),
        entries.map((entry) => entry.accountId),
        entries.map((entry) => entry.kind),
        entries.map((entry) => entry.message),
        entries.map((entry) => (entry.detail ? JSON.stringify(entry.detail) : null)),
        this.clock.now(),
      ],
    );
  }
}
