import { Injectable } from '@nestjs/common';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { judgeStock, type StockStanding, type StockVerdict } from '../domain/cart-stock';
import { RunNews } from '../runs/run-news';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { StockAlerts } from './stock-alerts.service';

export interface IncomingStockVerdict {
  cartConnectionId: string;
  sku: string;
  verdict: StockVerdict;
}

export interface StockRow extends StockStanding {
  cartConnectionId: string;
  sku: string;
  accountId: string;
  merchantId: string;
  runId: string | null;
}

/** Takes in what stores said of quantities. */
@Injectable()
export class StockVerdicts {
  constructor(
    private readonly runs: LedgerRuns,
    private readonly alerts: StockAlerts,
    private readonly clock: Clock,
  ) {}

  /** Verdicts in the order in which they came. */
  async take(tx: EntityManager, verdicts: readonly IncomingStockVerdict[]): Promise<void> {
    const rows = new Map((await lockRows(tx, verdicts)).map((row) => [keyOf(row), row]));
    const changed = new Set<StockRow>();
    const news = new RunNews();
    for (const incoming of verdicts) {
      const row = rows.get(keyOf(incoming));
      const judged = row && judgeStock(row, incoming.verdict);
      if (!judged) continue;
      if (judged.settles) news.add(row.runId, judged.settles, judged.next.problem);
      changed.add(Object.assign(row, judged.next));
    }
    await this.save(tx, [...changed]);
    await this.alerts.tell(tx, [...changed]);
    await news.settle(tx, this.runs);
  }

  private async save(tx: EntityManager, rows: readonly StockRow[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.query(
      `UPDATE cart_stock s SET sent_version = n.sent_version, sent_quantity = n.sent_quantity, awaited = n.awaited,
         refused = n.refused, problem = n.problem,
         not_in_cart_at = CASE WHEN n.not_in_cart THEN coalesce(s.not_in_cart_at, $9::timestamptz) END
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[], $5::bool[], $6::bool[], $7::jsonb[], $8::bool[])
         AS n (cart_connection_id, sku, sent_version, sent_quantity, awaited, refused, problem, not_in_cart)
       WHERE s.cart_connection_id = n.cart_connection_id AND s.sku = n.sku`,
      [
        rows.map(({ cartConnectionId }) => cartConnectionId),
        rows.map(({ sku }) => sku),
        rows.map(({ sentVersion }) => sentVersion),
        rows.map(({ sentQuantity }) => sentQuantity),
        rows.map(({ awaited }) => awaited),
        rows.map(({ refused }) => refused),
        rows.map(({ problem }) => problem && JSON.stringify(problem)),
        rows.map(({ notInCart }) => notInCart),
        this.clock.now(),
      ],
    );
  }
}

async function lockRows(tx: EntityManager, verdicts: readonly IncomingStockVerdict[]): Promise<StockRow[]> {
  return tx.query(
    `SELECT cart_connection_id AS "cartConnectionId", sku, account_id AS "accountId", merchant_id AS "merchantId",
       run_id AS "runId", requested_version AS "requestedVersion", sent_version AS "sentVersion",
       sent_quantity AS "sentQuantity", awaited, refused, problem, not_in_cart_at IS NOT NULL AS "notInCart"
     FROM cart_stock
     WHERE (cart_connection_id, sku) IN (SELECT * FROM unnest($1::uuid[], $2::text[]))
     ORDER BY cart_connection_id, sku FOR UPDATE`,
    [verdicts.map(({ cartConnectionId }) => cartConnectionId), verdicts.map(({ sku }) => sku)],
  );
}

function keyOf({ cartConnectionId, sku }: { cartConnectionId: string; sku: string }): string {
  return `${cartConnectionId}:${sku}`;
}
