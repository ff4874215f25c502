import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { OrderMetrics } from '../metrics/order-metrics.service';
import { ReadyOrders } from '../signals/ready-orders.service';
import { Timeline } from '../timeline/timeline.service';
import { CHANGED_LATE, intakeAlerts } from './intake-alerts';
import { intakeWords } from './intake-words';
import { contentOf, decidedTo, type Decided, type PlacedOrder } from './placed-order';

/** Tells people and the other parts what intake did: timeline, alerts, signals, metrics. */
@Injectable()
export class IntakeReport {
  constructor(
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
    private readonly ready: ReadyOrders,
    private readonly metrics: OrderMetrics,
  ) {}

  async tell(tx: EntityManager, placed: readonly PlacedOrder[], again: boolean): Promise<void> {
    await this.timeline.append(
      tx,
      placed.flatMap((order) => {
        const words = intakeWords(order, again);
        return words ? [{ orderId: order.orderId, accountId: order.item.accountId, ...words }] : [];
      }),
    );
    await this.tellAlerts(tx, placed);
    const written = decidedTo(placed, 'load', 'replace');
    const ready = written.filter(({ decision }) => decision.state === 'new');
    await this.ready.toDeliver(
      tx,
      ready.map(({ item }) => item),
    );
    const demand = written.filter((order) => order.decision.act === 'load' || !again);
    await this.ready.demandChanged(
      tx,
      demand.map(({ item }) => item),
    );
    this.count(placed);
  }

  /** What an order waited for before is settled by its new content, unless it still waits for the same. */
  private async tellAlerts(tx: EntityManager, placed: readonly PlacedOrder[]): Promise<void> {
    const settled = decidedTo(placed, 'replace')
      .filter((order) => !waitsForTheSame(order))
      .map(({ orderId }) => ({ item: orderId }));
    const inStep = decidedTo(placed, 'keep')
      .filter(({ decision }) => decision.late.length === 0)
      .map(({ orderId }) => ({ kind: CHANGED_LATE, item: orderId }));
    await this.alerts.clear(tx, [...settled, ...inStep]);
    await this.alerts.raise(tx, intakeAlerts(placed));
  }

  private count(placed: readonly PlacedOrder[]): void {
    for (const { item, found, decision } of decidedTo(placed, 'load', 'replace')) {
      const entered = found.as !== 'loaded' || found.state !== decision.state;
      if (entered) this.metrics.entered(item.connector, decision.state);
    }
    for (const { item, found } of decidedTo(placed, 'skip')) {
      if (found.as === 'nothing') this.metrics.entered(item.connector, 'skipped');
    }
  }
}

function waitsForTheSame(order: Decided<'replace'>): boolean {
  const { found, decision } = order;
  return (
    found.as === 'loaded' &&
    found.state === 'held' &&
    decision.state === 'held' &&
    found.reason === decision.reason &&
    found.shipMethodCode === (contentOf(order).shipMethod?.code ?? null)
  );
}
