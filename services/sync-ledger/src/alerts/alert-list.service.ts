import { Injectable } from '@nestjs/common';
import { Clock, decodeCursor, notFound, toPage, type Page } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { AlertDetail, AlertQuery, AlertView } from './alert.dto';

const MOST_AFFECTED = 500;

interface AlertRow {
  id: string;
  merchant_id: string;
  kind: string;
  subject: string;
  title: string;
  detail: string;
  fix: string;
  items: number;
  opened_at: Date;
  last_at: Date;
  closed_at: Date | null;
}

const COLUMNS = `a.id, a.merchant_id, a.kind, a.subject, a.title, a.detail, a.fix, a.opened_at, a.last_at, a.closed_at,
  (SELECT count(*)::int FROM alert_items i
   WHERE i.alert_id = a.id AND (i.cleared_at IS NULL OR a.closed_at IS NOT NULL)) AS items`;

/** What people see of the alerts of an account. */
@Injectable()
export class AlertList {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async page(accountId: string, query: AlertQuery): Promise<Page<AlertView>> {
    const before = query.cursor === undefined ? null : decodeCursor(z.uuid(), query.cursor);
    const rows: AlertRow[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM alerts a
       WHERE a.account_id = $1 AND ($2::uuid IS NULL OR a.merchant_id = $2) AND (a.closed_at IS NULL) = $3
         AND ($4::uuid IS NULL OR a.id < $4)
       ORDER BY a.id DESC LIMIT $5`,
      [accountId, query.merchantId ?? null, query.state === 'open', before, query.limit + 1],
    );
    return toPage(rows, query.limit, toAlert, (row) => row.id);
  }

  /** @throws ProblemException 404 */
  async get(accountId: string, id: string): Promise<AlertDetail> {
    const rows: AlertRow[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM alerts a WHERE a.account_id = $1 AND a.id = $2`,
      [accountId, id],
    );
    const alert = rows[0];
    if (!alert) throw notFound('alert');
    const affected: { item: string; raised_at: Date }[] = await this.dataSource.query(
      `SELECT item, raised_at FROM alert_items
       WHERE alert_id = $1 AND (cleared_at IS NULL OR $2) ORDER BY raised_at, item LIMIT $3`,
      [id, alert.closed_at !== null, MOST_AFFECTED],
    );
    return {
      ...toAlert(alert),
      affected: affected.map(({ item, raised_at }) => ({ item, raisedAt: raised_at.toISOString() })),
    };
  }

  /**
   * For alerts that no later success can clear (a corrected tracking number, say): a person did what it asks.
   * @throws ProblemException 404
   */
  async close(accountId: string, id: string): Promise<void> {
    const now = this.clock.now();
    await this.dataSource.transaction(async (tx) => {
      const rows: unknown[] = await tx.query(
        'SELECT FROM alerts WHERE account_id = $1 AND id = $2 FOR UPDATE',
        [accountId, id],
      );
      if (rows.length === 0) throw notFound('alert');
      await tx.query('UPDATE alerts SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL', [id, now]);
      await tx.query('UPDATE alert_items SET cleared_at = $2 WHERE alert_id = $1 AND cleared_at IS NULL', [
        id,
        now,
      ]);
    });
  }
}

function toAlert(row: AlertRow): AlertView {
  const { id, kind, subject, title, detail, fix, items } = row;
  return {
    id,
    merchantId: row.merchant_id,
    kind,
    subject,
    title,
    detail,
    fix,
    items,
    openedAt: row.opened_at.toISOString(),
    lastAt: row.last_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}
