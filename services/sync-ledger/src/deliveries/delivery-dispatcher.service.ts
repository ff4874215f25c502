import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { Connections } from '../connections/connections.service';
import { warehouseProblem } from '../domain/warehouse-availability';
import type { WmsConnection } from '../connections/wms-connection.entity';
import { OrderMetrics } from '../metrics/order-metrics.service';
import type { LedgerRun } from '../runs/ledger-run.entity';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { Ticks } from '../ticks/ticks.service';
import { Timeline } from '../timeline/timeline.service';
import { deliveryRequest } from './delivery-request';
import { pickOrders } from './pick-orders';

const LOOK_EVERY_MS = 200;
/** Orders of one transaction. */
const CHUNK = 250;

/**
 * Works through the delivery runs, a chunk of the oldest orders per transaction. A process that dies leaves its run as
 * the last commit had it, and any replica goes on.
 */
@Injectable()
export class DeliveryDispatcher {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runs: LedgerRuns,
    private readonly connections: Connections,
    private readonly outbox: Outbox,
    private readonly timeline: Timeline,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
    ticks: Ticks,
  ) {
    ticks.every('order-delivery', LOOK_EVERY_MS, () => this.tick());
  }

  /** Works until no run has anything left to pick. */
  async tick(): Promise<void> {
    while (await this.dataSource.transaction((tx) => this.dispatchChunk(tx)));
  }

  /** @returns whether there may be more to do */
  private async dispatchChunk(tx: EntityManager): Promise<boolean> {
    const run = await this.runs.claimDispatching(tx, 'order-delivery');
    if (!run) return false;
    const wms = await this.connections.wmsConnectionOfMerchant(tx, run.merchantId);
    const problem = warehouseProblem(wms);
    if (problem) await this.runs.abandon(tx, run.runId, problem);
    else if (wms) await this.send(tx, run, wms);
    return true;
  }

  private async send(tx: EntityManager, run: LedgerRun, wms: WmsConnection): Promise<void> {
    const { merchantId, runId } = run;
    const now = this.clock.now();
    const orders = await pickOrders(tx, { merchantId, wmsConnectionId: wms.id, runId, limit: CHUNK, now });
    await this.outbox.add(
      tx,
      orders.map((order) => deliveryRequest(order, wms, runId, now)),
    );
    await this.timeline.append(
      tx,
      orders.map(({ id, accountId, attempt }) => ({
        orderId: id,
        accountId,
        kind: 'sending',
        message: `Being sent to the warehouse "${wms.name}".`,
        detail: { attempt, runId },
      })),
    );
    for (const order of orders) this.metrics.entered(order.cartConnector, 'sending');
    await this.runs.dispatched(tx, runId, orders.length, { last: orders.length < CHUNK });
  }
}
