import { Injectable } from '@nestjs/common';
import type { InventoryRetrieved, PayloadOf } from '@crossdock/domain';
import type { EntityManager } from 'typeorm';
import { StockLevels, type SnapshotHead } from './stock-levels.service';

type Chunk = PayloadOf<typeof InventoryRetrieved>;

/** Follows which chunks of the newest snapshot of each connection have arrived. */
@Injectable()
export class SnapshotProgress {
  constructor(private readonly levels: StockLevels) {}

  /**
   * Locks the connection's stock for this transaction and makes the snapshot its newest, unless one that was taken later
   * is known already.
   * @returns whether it is the newest
   */
  async begin(tx: EntityManager, snapshot: SnapshotHead): Promise<boolean> {
    await tx.query(
      `INSERT INTO stock_snapshots AS s (wms_connection_id, account_id, merchant_id, snapshot_id, as_of)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (wms_connection_id) DO UPDATE SET snapshot_id = excluded.snapshot_id, as_of = excluded.as_of
       WHERE s.as_of < excluded.as_of`,
      [snapshot.wmsConnectionId, snapshot.accountId, snapshot.merchantId, snapshot.snapshotId, snapshot.asOf],
    );
    const rows: { snapshot_id: string }[] = await tx.query(
      'SELECT snapshot_id FROM stock_snapshots WHERE wms_connection_id = $1 FOR UPDATE',
      [snapshot.wmsConnectionId],
    );
    if (rows[0]?.snapshot_id !== snapshot.snapshotId) return false;
    await tx.query('DELETE FROM stock_snapshot_chunks WHERE wms_connection_id = $1 AND snapshot_id <> $2', [
      snapshot.wmsConnectionId,
      snapshot.snapshotId,
    ]);
    return true;
  }

  async record(tx: EntityManager, chunks: readonly Chunk[]): Promise<void> {
    for (const { wmsConnectionId, snapshotId, chunk, last, coverage, levels } of chunks) {
      const kept = coverage === 'full' ? levels : [];
      await tx.query(
        `INSERT INTO stock_snapshot_chunks (wms_connection_id, snapshot_id, chunk, last, skus, warehouses)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
        [
          wmsConnectionId,
          snapshotId,
          chunk,
          last,
          kept.map(({ sku }) => sku),
          kept.map(({ warehouse }) => warehouse),
        ],
      );
    }
  }

  /** Once all chunks from the first to the last are here: what is absent is zero, and the whole stock is of this instant. */
  async completeIfWhole(tx: EntityManager, snapshot: SnapshotHead): Promise<void> {
    const rows: { whole: boolean }[] = await tx.query(
      `SELECT count(*) = max(chunk) FILTER (WHERE last) AS whole FROM stock_snapshot_chunks
       WHERE wms_connection_id = $1 AND snapshot_id = $2`,
      [snapshot.wmsConnectionId, snapshot.snapshotId],
    );
    if (!rows[0]?.whole) return;
    if (snapshot.coverage === 'full') await this.levels.zeroAbsent(tx, snapshot);
    await markOrdersSeen(tx, snapshot);
    await tx.query('UPDATE stock_snapshots SET complete_as_of = as_of WHERE wms_connection_id = $1', [
      snapshot.wmsConnectionId,
    ]);
    await tx.query('DELETE FROM stock_snapshot_chunks WHERE wms_connection_id = $1', [
      snapshot.wmsConnectionId,
    ]);
  }
}

/** The snapshot knows orders that the one before did not: their quantities are no longer to be taken off. */
async function markOrdersSeen(tx: EntityManager, snapshot: SnapshotHead): Promise<void> {
  await tx.query(
    `INSERT INTO stock_marks (merchant_id, sku)
     SELECT DISTINCT o.merchant_id, l.sku
     FROM stock_snapshots s
     JOIN orders o ON o.merchant_id = s.merchant_id AND o.state <> 'canceled'
       AND coalesce(o.delivered_at, o.shipped_at) > s.complete_as_of
       AND coalesce(o.delivered_at, o.shipped_at) <= s.as_of
     JOIN order_lines l ON l.order_id = o.id
     WHERE s.wms_connection_id = $1`,
    [snapshot.wmsConnectionId],
  );
}
