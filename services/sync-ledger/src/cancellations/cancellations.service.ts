import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrderCancellationRequested } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import { Alerts } from '../alerts/alerts.service';
import { transition, type Refusal } from '../domain/order-state';
import { OrderMetrics } from '../metrics/order-metrics.service';
import { ReadyOrders } from '../signals/ready-orders.service';
import { Timeline } from '../timeline/timeline.service';
import { lockForCancel, type CancelableOrder } from './cancelable-order';

/** Who wants an order canceled; becomes the reason of the canceled order. */
export type CanceledBy = 'cart' | 'operator';

const REASON = {
  cart: { reason: 'canceled-in-cart', detail: 'The cart canceled the order before it was sent.' },
  operator: { reason: 'operator', detail: 'Somebody canceled the order in the hub before it was sent.' },
} as const;
const WHO = { cart: 'The cart', operator: 'Somebody' } as const;

export type CancelOutcome = 'canceled' | 'requested' | Refusal;

/** Cancels orders: at once while they are in the hub only, otherwise by asking the warehouse for a verdict. */
@Injectable()
export class Cancellations {
  constructor(
    private readonly outbox: Outbox,
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
    private readonly ready: ReadyOrders,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /** @returns what became of each order, by id; ids that are no orders are left out */
  async cancel(
    tx: EntityManager,
    ids: readonly string[],
    by: CanceledBy,
  ): Promise<ReadonlyMap<string, CancelOutcome>> {
    if (ids.length === 0) return new Map();
    const orders = await lockForCancel(tx, ids);
    const outcomes = new Map(orders.map((order) => [order.id, outcomeOf(order, by)]));
    const having = (outcome: CancelOutcome) => orders.filter((order) => outcomes.get(order.id) === outcome);
    await this.cancelHere(tx, having('canceled'), by);
    await this.askWarehouse(tx, having('requested'), by);
    if (by === 'cart') await this.tellTooLate(tx, having('already-shipped'));
    return outcomes;
  }

  private async cancelHere(
    tx: EntityManager,
    orders: readonly CancelableOrder[],
    by: CanceledBy,
  ): Promise<void> {
    if (orders.length === 0) return;
    const { reason, detail } = REASON[by];
    await tx.query(
      `UPDATE orders SET state = 'canceled', reason = $2, reason_detail = $3, cancel_state = NULL,
         canceled_at = $4, updated_at = $4
       WHERE id = ANY($1)`,
      [orders.map((order) => order.id), reason, detail, this.clock.now()],
    );
    await this.write(tx, orders, 'canceled', `${WHO[by]} canceled the order; it was not sent.`);
    await this.alerts.clear(
      tx,
      orders.map((order) => ({ item: order.id })),
    );
    await this.ready.demandChanged(tx, orders);
    for (const order of orders) this.metrics.entered(order.cartConnector, 'canceled');
  }

  private async askWarehouse(
    tx: EntityManager,
    orders: readonly CancelableOrder[],
    by: CanceledBy,
  ): Promise<void> {
    if (orders.length === 0) return;
    const now = this.clock.now();
    await tx.query(
      `UPDATE orders SET cancel_state = 'requested', cancel_attempt = cancel_attempt + 1, updated_at = $2
       WHERE id = ANY($1)`,
      [orders.map((order) => order.id), now],
    );
    const message = `${WHO[by]} canceled the order; the warehouse was asked to cancel it too.`;
    await this.write(tx, orders, 'cancel-requested', message);
    await this.outbox.add(
      tx,
      orders.map((order) => OrderCancellationRequested.create(requestOf(order), now)),
    );
  }

  private async tellTooLate(tx: EntityManager, orders: readonly CancelableOrder[]): Promise<void> {
    await this.write(tx, orders, 'cancel-too-late', 'The cart canceled the order, but it has shipped.');
    await this.alerts.raise(
      tx,
      orders.map(({ accountId, merchantId, cartConnectionId, number, id }) => ({
        accountId,
        merchantId,
        kind: 'canceled-after-shipping',
        subject: cartConnectionId,
        title: 'Orders were canceled in the cart after they had shipped',
        detail: `The latest is order ${number}.`,
        fix: 'Stop the parcel at the carrier or wait for its return, then close this alert.',
        item: id,
      })),
    );
  }

  private async write(
    tx: EntityManager,
    orders: readonly CancelableOrder[],
    kind: string,
    message: string,
  ): Promise<void> {
    const entries = orders.map(({ id: orderId, accountId }) => ({ orderId, accountId, kind, message }));
    await this.timeline.append(tx, entries);
  }
}

function outcomeOf(order: CancelableOrder, by: CanceledBy): CancelOutcome {
  const moved = transition(order, { kind: 'cancel', reason: REASON[by].reason });
  if (!moved.ok) return moved.refusal;
  return moved.state === 'canceled' ? 'canceled' : 'requested';
}

function requestOf(order: CancelableOrder) {
  const { accountId, merchantId, reference, wmsOrderId, wmsConnectionId, wmsConnector: connector } = order;
  if (wmsConnectionId === null || connector === null) {
    throw new Error(`Order ${order.id} is ${order.state} without a known WMS connection.`);
  }
  const attempt = order.cancelAttempt + 1;
  return {
    accountId,
    merchantId,
    orderId: order.id,
    wmsConnectionId,
    connector,
    attempt,
    reference,
    wmsOrderId,
  };
}
