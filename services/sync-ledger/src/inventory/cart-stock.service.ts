import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { changedStock, type StockToShow, type WantedStock } from '../domain/cart-stock';
import { WorkSignals } from '../signals/work-signals.service';
import { AbsentSkus } from './absent-skus.service';
import { loadSupplyAndDemand, type MarkedProduct } from './supply-and-demand.query';

/** Marks of one transaction. */
const PORTION = 5000;

interface Mark extends MarkedProduct {
  /** The cart on whose order the SKU appeared. */
  cartConnectionId: string | null;
}

/** Keeps what each cart should show in line with stock and orders. */
@Injectable()
export class CartStock {
  constructor(
    private readonly dataSource: DataSource,
    private readonly absent: AbsentSkus,
    private readonly signals: WorkSignals,
  ) {}

  /** Computes anew every product that was marked before the call. Calls at the same time wait for each other. */
  async refresh(): Promise<void> {
    while ((await this.dataSource.transaction((tx) => this.refreshSome(tx))) === PORTION);
  }

  private async refreshSome(tx: EntityManager): Promise<number> {
    // Marks are read after the lock is held: whoever held it before wrote from what was committed then.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.cart_stock', 0))`);
    const marks = await takeMarks(tx);
    if (marks.length === 0) return 0;
    const back = await this.absent.reappeared(tx, marks);
    const changed = changedStock(await loadStockToShow(tx, marks));
    await save(tx, changed);
    await this.tellWork(tx, [...changed, ...back]);
    return marks.length;
  }

  private async tellWork(
    tx: EntityManager,
    changed: readonly Pick<WantedStock, 'accountId' | 'merchantId' | 'cartConnectionId'>[],
  ): Promise<void> {
    const carts = new Map(changed.map((row) => [row.cartConnectionId, row]));
    for (const { accountId, merchantId, cartConnectionId: targetId } of carts.values()) {
      await this.signals.tell(tx, { accountId, merchantId, function: 'inventory-upload', targetId });
    }
  }
}

async function takeMarks(tx: EntityManager): Promise<Mark[]> {
  return tx.query(
    `WITH taken AS (
       DELETE FROM stock_marks WHERE seq IN (SELECT seq FROM stock_marks ORDER BY seq LIMIT $1)
       RETURNING merchant_id, sku, cart_connection_id)
     SELECT merchant_id AS "merchantId", sku, cart_connection_id AS "cartConnectionId" FROM taken`,
    [PORTION],
  );
}

async function loadStockToShow(tx: EntityManager, marks: readonly Mark[]): Promise<StockToShow[]> {
  const products = new Map(marks.map(({ merchantId, sku }) => [`${merchantId}:${sku}`, { merchantId, sku }]));
  const supply = await loadSupplyAndDemand(tx, [...products.values()]);
  return tx.query(
    `SELECT c.id AS "cartConnectionId", c.account_id AS "accountId", c.merchant_id AS "merchantId", p.sku,
       p.available, p.promised,
       CASE WHEN s.sku IS NOT NULL THEN jsonb_build_object('wanted', s.wanted, 'version', s.version) END AS current
     FROM unnest($1::uuid[], $2::text[], $3::int[], $4::int[]) AS p (merchant_id, sku, available, promised)
     JOIN cart_connections c ON c.merchant_id = p.merchant_id AND c.state <> 'deleted'
     LEFT JOIN cart_stock s ON s.cart_connection_id = c.id AND s.sku = p.sku
     ORDER BY c.id, p.sku`,
    [
      supply.map(({ merchantId }) => merchantId),
      supply.map(({ sku }) => sku),
      supply.map(({ available }) => available),
      supply.map(({ promised }) => promised),
    ],
  );
}

async function save(tx: EntityManager, changed: readonly WantedStock[]): Promise<void> {
  if (changed.length === 0) return;
  await tx.query(
    `INSERT INTO cart_stock AS s (cart_connection_id, sku, account_id, merchant_id, wanted, version)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::int[], $6::int[])
     ON CONFLICT (cart_connection_id, sku) DO UPDATE SET wanted = excluded.wanted, version = excluded.version
     WHERE s.version < excluded.version`,
    [
      changed.map(({ cartConnectionId }) => cartConnectionId),
      changed.map(({ sku }) => sku),
      changed.map(({ accountId }) => accountId),
      changed.map(({ merchantId }) => merchantId),
      changed.map(({ wanted }) => wanted),
      changed.map(({ version }) => version),
    ],
  );
}
