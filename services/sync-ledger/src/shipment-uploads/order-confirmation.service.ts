import { Injectable } from '@nestjs/common';
import { Clock, Metrics } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { transition, type OrderStanding } from '../domain/order-state';
import { OrderMetrics } from '../metrics/order-metrics.service';
import { Timeline } from '../timeline/timeline.service';

/** Seconds; a promise is kept in minutes, a slow schedule takes hours. */
const BUCKETS = [1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600];

interface CompleteOrder extends OrderStanding {
  id: string;
  accountId: string;
  cartConnector: string;
  shippedAt: Date | null;
}

/** An order is confirmed when all of it is shipped and its cart shows every parcel. */
@Injectable()
export class OrderConfirmation {
  private readonly shippedToConfirmed;

  constructor(
    metrics: Metrics,
    private readonly orderMetrics: OrderMetrics,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {
    this.shippedToConfirmed = metrics.histogram({
      name: 'crossdock_order_shipped_to_confirmed_seconds',
      help: 'From the moment the last parcel left the warehouse until the cart showed every parcel.',
      labelNames: ['connector'],
      buckets: BUCKETS,
    });
  }

  /** Confirms those of the orders that are complete. The caller holds the locks of the orders. */
  async confirmComplete(tx: EntityManager, orderIds: readonly string[]): Promise<void> {
    const complete: CompleteOrder[] = await tx.query(
      `SELECT o.id, o.account_id AS "accountId", o.cart_connector AS "cartConnector", o.state, o.reason,
         o.cancel_state AS "cancelState", o.shipped_at AS "shippedAt"
       FROM orders o
       WHERE o.id = ANY ($1) AND o.state = 'shipped'
         AND EXISTS (SELECT FROM shipment_uploads u WHERE u.order_id = o.id)
         AND NOT EXISTS (SELECT FROM shipment_uploads u WHERE u.order_id = o.id AND u.state <> 'uploaded')`,
      [orderIds],
    );
    const confirmed = complete.filter((order) => transition(order, { kind: 'confirmed' }).ok);
    if (confirmed.length === 0) return;
    const now = this.clock.now();
    await tx.query(
      `UPDATE orders SET state = 'confirmed', reason = NULL, confirmed_at = $2, updated_at = $2 WHERE id = ANY ($1)`,
      [confirmed.map(({ id }) => id), now],
    );
    await this.timeline.append(
      tx,
      confirmed.map(({ id, accountId }) => ({
        orderId: id,
        accountId,
        kind: 'confirmed',
        message: 'The cart shows every parcel.',
      })),
    );
    for (const { shippedAt, cartConnector } of confirmed) {
      this.orderMetrics.entered(cartConnector, 'confirmed');
      if (!shippedAt) continue;
      const seconds = Math.max(0, now.getTime() - shippedAt.getTime()) / 1000;
      this.shippedToConfirmed.observe({ connector: cartConnector }, seconds);
    }
  }
}
