import { Injectable } from '@nestjs/common';
import type { OrderDelivered, PayloadOf } from '@crossdock/domain';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { isOrderReference } from '../domain/order-reference';
import { OrderShipping } from './order-shipping.service';

const UNMATCHED = 'shipment-unmatched';

/** SQL: an order is a shipment's by our reference, or else by the warehouse's own order id. */
const BELONGS = [
  'o.reference = s.order_reference',
  'o.wms_connection_id = s.wms_connection_id AND o.wms_order_id = s.wms_order_id',
];

interface MatchedRow {
  shipment_id: string;
  order_id: string;
}

/**
 * Finds the order of each shipment. A shipment without one is kept and tried again; it is alerted when it names a
 * reference of the hub. Warehouses ship for others too: what names none of ours is only kept.
 */
@Injectable()
export class ShipmentMatching {
  constructor(
    private readonly shipping: OrderShipping,
    private readonly alerts: Alerts,
  ) {}

  /**
   * Matches shipments that were just taken in and alerts those that belong to no known order.
   * @returns the orders of all of them, also of those that were matched before
   */
  async match(tx: EntityManager, shipmentIds: readonly string[]): Promise<string[]> {
    await this.assign(tx, 's.id = ANY ($1)', [shipmentIds]);
    const rows: UnmatchedRow[] = await tx.query(
      `SELECT id, order_id, account_id, merchant_id, wms_connection_id, external_id, order_reference, status
       FROM shipments WHERE id = ANY ($1)`,
      [shipmentIds],
    );
    await this.alertUnmatched(tx, rows);
    return rows.flatMap(({ order_id }) => order_id ?? []);
  }

  /** Gives orders the shipments that came before the warehouse's id of the order was known. */
  async matchDelivered(
    tx: EntityManager,
    delivered: readonly PayloadOf<typeof OrderDelivered>[],
  ): Promise<void> {
    const byReference = await this.assign(tx, 'o.id = ANY ($1)', [delivered.map(({ orderId }) => orderId)]);
    const byWarehouse: MatchedRow[] = await tx.query(
      `WITH matched AS (
         UPDATE shipments s SET order_id = o.id
         FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS d (order_id, wms_connection_id, wms_order_id)
         JOIN orders o ON o.id = d.order_id
         WHERE s.order_id IS NULL AND s.wms_connection_id = d.wms_connection_id AND s.wms_order_id = d.wms_order_id
           AND s.account_id = o.account_id AND s.merchant_id = o.merchant_id
         RETURNING s.id AS shipment_id, o.id AS order_id)
       SELECT * FROM matched`,
      [
        delivered.map(({ orderId }) => orderId),
        delivered.map(({ wmsConnectionId }) => wmsConnectionId),
        delivered.map(({ wmsOrderId }) => wmsOrderId),
      ],
    );
    await this.settle(tx, [...byReference, ...byWarehouse]);
  }

  /** Tries all that were received since an instant and still have no order. */
  async sweep(tx: EntityManager, receivedSince: Date): Promise<void> {
    await this.settle(tx, await this.assign(tx, 's.received_at >= $1', [receivedSince]));
  }

  private async assign(tx: EntityManager, which: string, parameters: unknown[]): Promise<MatchedRow[]> {
    const matched: MatchedRow[] = [];
    for (const belongs of BELONGS) {
      const rows: MatchedRow[] = await tx.query(
        `WITH matched AS (
           UPDATE shipments s SET order_id = o.id FROM orders o
           WHERE s.order_id IS NULL AND ${which} AND ${belongs}
             AND o.account_id = s.account_id AND o.merchant_id = s.merchant_id
           RETURNING s.id AS shipment_id, o.id AS order_id)
         SELECT * FROM matched`,
        parameters,
      );
      matched.push(...rows);
    }
    return matched;
  }

  private async settle(tx: EntityManager, matched: readonly MatchedRow[]): Promise<void> {
    if (matched.length === 0) return;
    await this.alerts.clear(
      tx,
      matched.map(({ shipment_id }) => ({ kind: UNMATCHED, item: shipment_id })),
    );
    await this.shipping.recompute(tx, [...new Set(matched.map(({ order_id }) => order_id))]);
  }

  private async alertUnmatched(tx: EntityManager, shipments: readonly UnmatchedRow[]): Promise<void> {
    const waiting = shipments.filter(
      (row) => row.order_id === null && row.status === 'shipped' && isOrderReference(row.order_reference),
    );
    await this.alerts.clear(
      tx,
      shipments.filter((row) => !waiting.includes(row)).map(({ id }) => ({ kind: UNMATCHED, item: id })),
    );
    await this.alerts.raise(
      tx,
      waiting.map((row) => ({
        accountId: row.account_id,
        merchantId: row.merchant_id,
        kind: UNMATCHED,
        subject: row.wms_connection_id,
        title: 'The warehouse shipped orders that are not known here',
        detail: `Shipment ${row.external_id} names ${row.order_reference ?? 'no order'}.`,
        fix: 'Nothing to do when the order is still on its way in. Otherwise look the shipment up at the warehouse and settle it there.',
        item: row.id,
      })),
    );
  }
}

interface UnmatchedRow {
  id: string;
  order_id: string | null;
  account_id: string;
  merchant_id: string;
  wms_connection_id: string;
  external_id: string;
  order_reference: string | null;
  status: 'shipped' | 'voided';
}
