import { Injectable } from '@nestjs/common';
import type { InventoryRetrieved, PayloadOf, StockLevel } from '@crossdock/domain';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';

export type SnapshotHead = Pick<
  PayloadOf<typeof InventoryRetrieved>,
  'accountId' | 'merchantId' | 'wmsConnectionId' | 'snapshotId' | 'asOf' | 'coverage'
>;

/** Stock as the warehouses report it. */
@Injectable()
export class StockLevels {
  constructor(private readonly clock: Clock) {}

  /**
   * Writes what differs and is not older than what is known, and marks its SKUs; what is the same costs no write. A
   * product appears with its first level. Where only changes are listed, each listed level counts as changed.
   */
  async write(tx: EntityManager, snapshot: SnapshotHead, levels: readonly StockLevel[]): Promise<void> {
    const last = [...new Map(levels.map((level) => [`${level.sku}\n${level.warehouse}`, level])).values()];
    if (last.length === 0) return;
    await tx.query(
      `WITH incoming AS (
         SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::int[]) AS i (sku, warehouse, on_hand, available)),
       updated AS (
         UPDATE stock_levels l SET on_hand = i.on_hand, available = i.available, as_of = $7
         FROM incoming i
         WHERE l.wms_connection_id = $5 AND l.sku = i.sku AND l.warehouse = i.warehouse AND l.as_of <= $7
           AND ($8 OR (l.on_hand, l.available) IS DISTINCT FROM (i.on_hand, i.available))
         RETURNING l.sku),
       inserted AS (
         INSERT INTO stock_levels
           (wms_connection_id, sku, warehouse, account_id, merchant_id, on_hand, available, as_of)
         SELECT $5, i.sku, i.warehouse, $9, $6, i.on_hand, i.available, $7 FROM incoming i
         WHERE NOT EXISTS (
           SELECT FROM stock_levels l
           WHERE l.wms_connection_id = $5 AND l.sku = i.sku AND l.warehouse = i.warehouse)
         RETURNING sku),
       new_products AS (
         INSERT INTO products (merchant_id, sku, account_id, first_seen_at)
         SELECT DISTINCT $6::uuid, sku, $9::uuid, $10::timestamptz FROM inserted
         ON CONFLICT (merchant_id, sku) DO NOTHING)
       INSERT INTO stock_marks (merchant_id, sku)
       SELECT $6::uuid, sku FROM updated UNION SELECT $6::uuid, sku FROM inserted`,
      [
        last.map(({ sku }) => sku),
        last.map(({ warehouse }) => warehouse),
        last.map(({ onHand }) => onHand),
        last.map(({ available }) => available),
        snapshot.wmsConnectionId,
        snapshot.merchantId,
        snapshot.asOf,
        snapshot.coverage === 'changes',
        snapshot.accountId,
        this.clock.now(),
      ],
    );
  }

  /** Sets to zero what a full snapshot, now whole, does not have. */
  async zeroAbsent(tx: EntityManager, snapshot: SnapshotHead): Promise<void> {
    await tx.query(
      `WITH present AS MATERIALIZED (
         SELECT DISTINCT p.sku, p.warehouse
         FROM stock_snapshot_chunks c, unnest(c.skus, c.warehouses) AS p (sku, warehouse)
         WHERE c.wms_connection_id = $1 AND c.snapshot_id = $2),
       zeroed AS (
         UPDATE stock_levels l SET on_hand = 0, available = 0, as_of = $3
         WHERE l.wms_connection_id = $1 AND (l.on_hand <> 0 OR l.available <> 0) AND l.as_of <= $3
           AND NOT EXISTS (SELECT FROM present p WHERE p.sku = l.sku AND p.warehouse = l.warehouse)
         RETURNING l.merchant_id, l.sku)
       INSERT INTO stock_marks (merchant_id, sku) SELECT DISTINCT merchant_id, sku FROM zeroed`,
      [snapshot.wmsConnectionId, snapshot.snapshotId, snapshot.asOf],
    );
  }
}
