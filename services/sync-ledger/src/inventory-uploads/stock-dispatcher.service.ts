import { Injectable } from '@nestjs/common';
import { InventoryUploadRequested } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Connections } from '../connections/connections.service';
import { CartStock } from '../inventory/cart-stock.service';
import type { LedgerRun } from '../runs/ledger-run.entity';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { Ticks } from '../ticks/ticks.service';

const LOOK_EVERY_MS = 500;
const PER_TRANSACTION = 1000;
const PER_REQUEST = 100;

interface StockItem {
  sku: string;
  quantity: number;
  version: number;
}

/** Keeps the carts' stock up to date and works on the runs of inventory upload: only what changed is sent. */
@Injectable()
export class StockDispatcher {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stock: CartStock,
    private readonly runs: LedgerRuns,
    private readonly connections: Connections,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('inventory-upload', LOOK_EVERY_MS, () => this.tick());
  }

  async tick(): Promise<void> {
    await this.stock.refresh();
    while (await this.dataSource.transaction((tx) => this.dispatchSome(tx)));
  }

  private async dispatchSome(tx: EntityManager): Promise<boolean> {
    const run = await this.runs.claimDispatching(tx, 'inventory-upload');
    if (!run) return false;
    const connection = await this.connections.cartConnection(tx, run.targetId);
    const items = connection?.state === 'active' ? await takeChanged(tx, run) : [];
    await this.request(tx, run, items);
    await this.runs.dispatched(tx, run.runId, items.length, { last: items.length < PER_TRANSACTION });
    return true;
  }

  private async request(tx: EntityManager, run: LedgerRun, items: readonly StockItem[]): Promise<void> {
    const now = this.clock.now();
    const { accountId, merchantId, runId, targetId: cartConnectionId, connector } = run;
    const requests = [];
    for (let start = 0; start < items.length; start += PER_REQUEST) {
      const batch = items.slice(start, start + PER_REQUEST);
      requests.push(
        InventoryUploadRequested.create(
          { accountId, merchantId, runId, cartConnectionId, connector, batchId: uuidv7(), items: batch },
          now,
        ),
      );
    }
    await this.outbox.add(tx, requests);
  }
}

/** Rows in another transaction's hands are left to the next run. */
async function takeChanged(tx: EntityManager, run: LedgerRun): Promise<StockItem[]> {
  return tx.query(
    `WITH changed AS (
       SELECT cart_connection_id, sku FROM cart_stock
       WHERE cart_connection_id = $1 AND version > requested_version AND not_in_cart_at IS NULL
       ORDER BY sku LIMIT $3 FOR UPDATE SKIP LOCKED),
     taken AS (
       UPDATE cart_stock s SET requested_version = version, run_id = $2, awaited = true, refused = false, problem = NULL
       FROM changed c WHERE s.cart_connection_id = c.cart_connection_id AND s.sku = c.sku
       RETURNING s.sku, s.wanted, s.version)
     SELECT sku, wanted AS quantity, version FROM taken ORDER BY sku`,
    [run.targetId, run.runId, PER_TRANSACTION],
  );
}
