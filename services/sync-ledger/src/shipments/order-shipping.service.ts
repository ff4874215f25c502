import { Injectable } from '@nestjs/common';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { decideShipping, type ShippingDecision } from '../domain/shipping-decision';
import { contentsOf } from '../domain/parcel-changes';
import { OrderMetrics } from '../metrics/order-metrics.service';
import { OrderConfirmation } from '../shipment-uploads/order-confirmation.service';
import { UploadQueue } from '../shipment-uploads/upload-queue.service';
import { Timeline } from '../timeline/timeline.service';
import { settledByShipping } from './settled-by-shipping';
import { loadShippingOrders, type ShippingOrder } from './shipping-rows';

const MISFITS = {
  'parcels-misfit': {
    title: 'The warehouse shipped what the order does not have',
    fix: 'Compare the parcel with the order. The cart was told of what was ordered only; correct the shipment at the warehouse or settle the rest with the customer.',
  },
  'shipped-after-cancel': {
    title: 'The warehouse shipped a canceled order',
    fix: 'Stop or return the parcel, or open the order in the cart again. The cart was told nothing.',
  },
} as const;

interface Decided {
  order: ShippingOrder;
  decision: ShippingDecision;
}

/** Brings orders in line with their parcels: line quantities, state, uploads to the cart. */
@Injectable()
export class OrderShipping {
  constructor(
    private readonly uploads: UploadQueue,
    private readonly confirmation: OrderConfirmation,
    private readonly metrics: OrderMetrics,
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
    private readonly clock: Clock,
  ) {}

  /** Computes everything anew from the parcels that stand; doing it twice is the same as once. Unknown ids are fine. */
  async recompute(tx: EntityManager, orderIds: readonly string[]): Promise<void> {
    if (orderIds.length === 0) return;
    const orders = await loadShippingOrders(tx, orderIds);
    const decided = orders.map((order) => ({
      order,
      decision: decideShipping(order, order.lines, order.parcels),
    }));
    await saveAllocations(tx, decided);
    await this.saveOrders(tx, decided);
    await this.queueUploads(tx, decided);
    await this.tellMisfits(tx, decided);
    await this.confirmation.confirmComplete(
      tx,
      orders.map(({ id }) => id),
    );
  }

  private async saveOrders(tx: EntityManager, decided: readonly Decided[]): Promise<void> {
    const changed = decided.filter(
      ({ order, decision: { standing, shippedAt } }) =>
        standing.state !== order.state || shippedAt?.getTime() !== order.shippedAt?.getTime(),
    );
    if (changed.length === 0) return;
    await tx.query(
      `UPDATE orders o SET state = c.state, reason = c.reason, shipped_at = c.shipped_at, updated_at = $5,
         confirmed_at = CASE WHEN c.state = 'confirmed' THEN o.confirmed_at END
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[]) AS c (id, state, reason, shipped_at)
       WHERE o.id = c.id`,
      [
        changed.map(({ order }) => order.id),
        changed.map(({ decision }) => decision.standing.state),
        changed.map(({ decision }) => decision.standing.reason),
        changed.map(({ decision }) => decision.shippedAt),
        this.clock.now(),
      ],
    );
    const moved = decided.filter(({ order, decision }) => decision.standing.state !== order.state);
    for (const { order, decision } of moved)
      this.metrics.entered(order.cartConnector, decision.standing.state);
    const whole = moved.filter(({ decision }) => decision.amount === 'all');
    await this.alerts.clear(
      tx,
      whole.flatMap(({ order }) => settledByShipping(order.id)),
    );
    await this.timeline.append(
      tx,
      moved.map(({ order, decision }) => ({
        orderId: order.id,
        accountId: order.accountId,
        kind: decision.amount === 'none' ? 'shipment-withdrawn' : 'shipped',
        message: SHIPPED_MESSAGES[decision.amount],
      })),
    );
  }

  private async queueUploads(tx: EntityManager, decided: readonly Decided[]): Promise<void> {
    const wanted = decided.flatMap(({ order, decision }) =>
      decision.toTell.map((packageId) => ({ ...order, orderId: order.id, packageId })),
    );
    const queued = await this.uploads.align(
      tx,
      decided.map(({ order }) => order.id),
      wanted,
    );
    const parcels = decided.flatMap(({ order }) => order.parcels.map((parcel) => ({ order, parcel })));
    await this.timeline.append(
      tx,
      parcels
        .filter(({ parcel }) => queued.has(parcel.packageId))
        .map(({ order, parcel }) => ({
          orderId: order.id,
          accountId: order.accountId,
          kind: 'parcel-shipped',
          message: `A parcel (${parcel.label}) left the warehouse with ${contentsOf({ contents: parcel.lines })}.`,
        })),
    );
  }

  private async tellMisfits(tx: EntityManager, decided: readonly Decided[]): Promise<void> {
    const kinds = Object.keys(MISFITS) as (keyof typeof MISFITS)[];
    await this.alerts.clear(
      tx,
      decided.flatMap(({ order, decision }) =>
        kinds.filter((kind) => decision.misfit?.kind !== kind).map((kind) => ({ kind, item: order.id })),
      ),
    );
    await this.alerts.raise(
      tx,
      decided.flatMap(({ order, decision: { misfit } }) => {
        const subject = order.parcels[0]?.wmsConnectionId;
        if (!misfit || subject === undefined) return [];
        const { accountId, merchantId } = order;
        return [{ ...MISFITS[misfit.kind], ...misfit, accountId, merchantId, subject, item: order.id }];
      }),
    );
  }
}

const SHIPPED_MESSAGES = {
  none: 'The warehouse took its shipment back.',
  part: 'The warehouse shipped a part of the order.',
  all: 'The warehouse shipped everything that was ordered.',
} as const;

async function saveAllocations(tx: EntityManager, decided: readonly Decided[]): Promise<void> {
  const allocations = decided.flatMap(({ decision }) => decision.allocated.allocations);
  const shipped = decided.flatMap(({ decision }) => [...decision.allocated.shipped]);
  await tx.query(
    `DELETE FROM package_allocations a USING order_lines l
     WHERE a.order_line_id = l.id AND l.order_id = ANY ($1)`,
    [decided.map(({ order }) => order.id)],
  );
  await tx.query(
    `INSERT INTO package_allocations (package_line_id, package_id, order_line_id, quantity)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[])`,
    [
      allocations.map(({ packageLineId }) => packageLineId),
      allocations.map(({ packageId }) => packageId),
      allocations.map(({ orderLineId }) => orderLineId),
      allocations.map(({ quantity }) => quantity),
    ],
  );
  await tx.query(
    `UPDATE order_lines l SET shipped_quantity = s.quantity
     FROM unnest($1::uuid[], $2::int[]) AS s (id, quantity)
     WHERE l.id = s.id AND l.shipped_quantity <> s.quantity`,
    [shipped.map(([id]) => id), shipped.map(([, quantity]) => quantity)],
  );
}
