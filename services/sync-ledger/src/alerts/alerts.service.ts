import { Injectable } from '@nestjs/common';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { groupByCause, type ClearedItem, type RaisedAlert } from './alert-causes';

/**
 * What needs a person, grouped by cause. One cause has at most one open alert; it lists the items concerned, closes by
 * itself when the last of them is cleared, and a later item of the same cause opens a new alert.
 */
@Injectable()
export class Alerts {
  constructor(private readonly clock: Clock) {}

  /** Opens alerts or adds items to open ones. Raising an item twice is the same as once. */
  async raise(tx: EntityManager, alerts: readonly RaisedAlert[]): Promise<void> {
    if (alerts.length === 0) return;
    const causes = groupByCause(alerts);
    const now = this.clock.now();
    const opened: { id: string; merchant_id: string; cause_key: string }[] = await tx.query(
      `INSERT INTO alerts (id, account_id, merchant_id, cause_key, kind, subject, title, detail, fix, opened_at, last_at)
       SELECT *, $10::timestamptz, $10::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       ON CONFLICT (merchant_id, cause_key) WHERE closed_at IS NULL
       DO UPDATE SET title = excluded.title, detail = excluded.detail, fix = excluded.fix, last_at = excluded.last_at
       RETURNING id, merchant_id, cause_key`,
      [
        causes.map(() => uuidv7()),
        causes.map((cause) => cause.accountId),
        causes.map((cause) => cause.merchantId),
        causes.map((cause) => cause.causeKey),
        causes.map((cause) => cause.kind),
        causes.map((cause) => cause.subject),
        causes.map((cause) => cause.title),
        causes.map((cause) => cause.detail),
        causes.map((cause) => cause.fix),
        now,
      ],
    );
    const ids = new Map(opened.map((row) => [`${row.merchant_id}|${row.cause_key}`, row.id]));
    const items = causes.flatMap((cause) => {
      const alertId = ids.get(`${cause.merchantId}|${cause.causeKey}`);
      return cause.items.map((item) => ({ alertId, item }));
    });
    await tx.query(
      `INSERT INTO alert_items (alert_id, item, raised_at)
       SELECT *, $3::timestamptz FROM unnest($1::uuid[], $2::text[])
       ON CONFLICT (alert_id, item) DO UPDATE SET raised_at = excluded.raised_at, cleared_at = NULL
       WHERE alert_items.cleared_at IS NOT NULL`,
      [items.map(({ alertId }) => alertId), items.map(({ item }) => item), now],
    );
  }

  /** Takes items off open alerts and closes those that have none left. Unknown items are fine. */
  async clear(tx: EntityManager, cleared: readonly ClearedItem[]): Promise<void> {
    if (cleared.length === 0) return;
    const now = this.clock.now();
    const wanted = [
      cleared.map(({ item }) => item),
      cleared.map(({ kind }) => kind ?? null),
      cleared.map(({ subject }) => subject ?? null),
      cleared.map(({ merchantId }) => merchantId ?? null),
    ];
    // The alerts are locked before their items are counted: somebody may add an item at this moment.
    const found: { id: string; item: string }[] = await tx.query(
      `SELECT a.id, i.item
       FROM unnest($1::text[], $2::text[], $3::text[], $4::uuid[]) AS w (item, kind, subject, merchant_id)
       JOIN alert_items i ON i.item = w.item AND i.cleared_at IS NULL
       JOIN alerts a ON a.id = i.alert_id AND a.closed_at IS NULL
         AND a.kind = coalesce(w.kind, a.kind) AND a.subject = coalesce(w.subject, a.subject)
         AND a.merchant_id = coalesce(w.merchant_id, a.merchant_id)
       ORDER BY a.merchant_id, a.cause_key
       FOR UPDATE OF a`,
      wanted,
    );
    if (found.length === 0) return;
    const ids = found.map(({ id }) => id);
    await tx.query(
      `UPDATE alert_items i SET cleared_at = $3
       FROM unnest($1::uuid[], $2::text[]) AS f (id, item)
       WHERE i.alert_id = f.id AND i.item = f.item`,
      [ids, found.map(({ item }) => item), now],
    );
    await tx.query(
      `UPDATE alerts a SET closed_at = $2
       WHERE a.id = ANY ($1) AND NOT EXISTS (
         SELECT FROM alert_items i WHERE i.alert_id = a.id AND i.cleared_at IS NULL)`,
      [ids, now],
    );
  }
}
