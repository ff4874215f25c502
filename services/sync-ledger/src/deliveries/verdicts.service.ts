import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '@crossdock/platform';
import type { ClearedItem, RaisedAlert } from '../alerts/alert-causes';
import { Alerts } from '../alerts/alerts.service';
import { applyVerdict, type VerdictEffect } from '../domain/warehouse-verdict';
import { OrderMetrics } from '../metrics/order-metrics.service';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { ReadyOrders } from '../signals/ready-orders.service';
import { Timeline, type TimelineEntry } from '../timeline/timeline.service';
import { lockAwaiting, writeAwaiting, type VerdictOrder } from './awaiting-orders';
import { settledBy, verdictAlert } from './verdict-alerts';
import { verdictOf, type VerdictEvent } from './verdict-events';
import { verdictWords } from './verdict-words';

/** What a batch of verdicts comes to. */
interface Outcome {
  orders: Map<string, VerdictOrder>;
  timeline: TimelineEntry[];
  raised: RaisedAlert[];
  cleared: ClearedItem[];
  canceled: VerdictOrder[];
  runs: Map<string, { done: number; failed: number }>;
}

/** Records what warehouses say about orders that were sent, or were to be canceled there. */
@Injectable()
export class Verdicts {
  constructor(
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
    private readonly runs: LedgerRuns,
    private readonly ready: ReadyOrders,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  async take(tx: EntityManager, events: readonly VerdictEvent[]): Promise<void> {
    const now = this.clock.now();
    const ids = [...new Set(events.map(({ payload }) => payload.orderId))];
    const orders = new Map((await lockAwaiting(tx, ids)).map((order) => [order.id, order]));
    const outcome: Outcome = {
      orders,
      timeline: [],
      raised: [],
      cleared: [],
      canceled: [],
      runs: new Map(),
    };
    for (const event of events) this.apply(event, outcome, now);
    await writeAwaiting(tx, [...orders.values()], now);
    await this.timeline.append(tx, outcome.timeline);
    await this.alerts.clear(tx, outcome.cleared);
    await this.alerts.raise(tx, outcome.raised);
    await this.ready.demandChanged(tx, outcome.canceled);
    for (const [runId, counts] of [...outcome.runs].sort()) await this.runs.settle(tx, runId, counts);
  }

  private apply(event: VerdictEvent, outcome: Outcome, now: Date): void {
    const order = outcome.orders.get(event.payload.orderId);
    if (!order) return;
    const applied = applyVerdict(order, verdictOf(event), now);
    const after: VerdictOrder = { ...order, ...applied.order };
    outcome.orders.set(order.id, after);
    this.count(applied.effect, order, after);
    const runId = 'runId' in event.payload ? event.payload.runId : order.deliveryRunId;
    if (applied.settled && runId !== null) {
      const counts = outcome.runs.get(runId) ?? { done: 0, failed: 0 };
      counts[applied.settled] += 1;
      outcome.runs.set(runId, counts);
    }
    const words = verdictWords(applied.effect, event);
    if (words) outcome.timeline.push({ orderId: order.id, accountId: order.accountId, ...words });
    if (applied.effect === 'canceled') outcome.canceled.push(after);
    report(outcome, settledBy(applied.effect, order.id), verdictAlert(applied.effect, event, after));
  }

  private count(effect: VerdictEffect, before: VerdictOrder, after: VerdictOrder): void {
    if (before.state !== after.state) this.metrics.entered(after.cartConnector, after.state);
    if (effect === 'delivered' && after.deliveredAt !== null) {
      this.metrics.atWms(after.cartConnector, after.placedAt, after.deliveredAt);
    }
  }
}

/** Alerts are cleared before they are raised, so what was raised earlier in the batch and is settled now is dropped. */
function report(outcome: Outcome, cleared: readonly ClearedItem[], raised: RaisedAlert | null): void {
  outcome.raised = outcome.raised.filter(
    (alert) => !cleared.some(({ kind, item }) => item === alert.item && (kind ?? alert.kind) === alert.kind),
  );
  outcome.cleared.push(...cleared);
  if (raised) outcome.raised.push(raised);
}
