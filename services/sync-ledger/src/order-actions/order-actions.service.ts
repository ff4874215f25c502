import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock, notFound } from '@crossdock/platform';
import { Alerts } from '../alerts/alerts.service';
import { Cancellations } from '../cancellations/cancellations.service';
import { lockCartConnections } from '../connections/lock-cart-connections';
import { holdSentence } from '../domain/hold-reason';
import { transition, type OrderEvent } from '../domain/order-state';
import { Reconsideration } from '../intake/reconsideration.service';
import { Order } from '../orders/order.entity';
import { Timeline } from '../timeline/timeline.service';
import { refusalProblem } from './refusal-problem';

/** What a person does to one order. Everything refuses with a 409 that says why when it does not apply. */
@Injectable()
export class OrderActions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reconsideration: Reconsideration,
    private readonly cancellations: Cancellations,
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
    private readonly clock: Clock,
  ) {}

  /** Keeps an order that was not sent yet in the hub, until it is released. */
  async hold(accountId: string, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const order = await this.lock(tx, accountId, id);
      await this.move(tx, order, { kind: 'hold', reason: 'operator' }, 'Somebody put the order on hold.');
      await this.alerts.clear(tx, [{ item: id }]);
    });
  }

  /** Ends a hold. The rules then decide anew: an order whose ship method is unmapped, say, stays held for that. */
  async release(accountId: string, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const order = await this.lock(tx, accountId, id);
      await this.move(tx, order, { kind: 'release' }, 'Somebody released the order.');
      await this.reconsideration.orders(tx, [id]);
    });
  }

  /** Sends an order once more that the warehouse refused, or sends a held one. The rules decide anew. */
  async resend(accountId: string, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      const order = await this.lock(tx, accountId, id);
      await this.move(tx, order, { kind: 'resend' }, 'Somebody asked to send the order again.');
      await this.alerts.clear(tx, [{ item: id }]);
      await this.reconsideration.orders(tx, [id]);
    });
  }

  /** Cancels at once, or asks the warehouse. Asking twice is asking once. */
  async cancel(accountId: string, id: string): Promise<void> {
    await this.dataSource.transaction(async (tx) => {
      await this.lock(tx, accountId, id);
      const outcome = (await this.cancellations.cancel(tx, [id], 'operator')).get(id);
      if (outcome === 'already-shipped') throw refusalProblem(outcome);
    });
  }

  /** Everybody locks the connection before its orders. */
  private async lock(tx: EntityManager, accountId: string, id: string): Promise<Order> {
    const known = await tx.findOneBy(Order, { id, accountId });
    if (!known) throw notFound('order');
    await lockCartConnections(tx, [known.cartConnectionId]);
    return tx.findOneOrFail(Order, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private async move(tx: EntityManager, order: Order, event: OrderEvent, message: string): Promise<void> {
    const moved = transition(order, event);
    if (!moved.ok) throw refusalProblem(moved.refusal);
    const { state, reason } = moved;
    const reasonDetail = reason === 'operator' ? holdSentence('operator') : null;
    await tx.update(Order, { id: order.id }, { state, reason, reasonDetail, updatedAt: this.clock.now() });
    const entry = { orderId: order.id, accountId: order.accountId, kind: event.kind, message };
    await this.timeline.append(tx, [entry]);
  }
}
