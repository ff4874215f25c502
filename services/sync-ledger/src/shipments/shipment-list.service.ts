import { Injectable } from '@nestjs/common';
import { decodeCursor, toPage, type Page } from '@crossdock/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ShipmentQuery, ShipmentView } from './shipment.dto';

type ShipmentRow = Omit<ShipmentView, 'shippedAt' | 'packages'> & { shippedAt: Date };
interface ParcelRow {
  shipmentId: string;
  parcel: ShipmentView['packages'][number];
}

/** What people see of the shipments of an account. */
@Injectable()
export class ShipmentList {
  constructor(private readonly dataSource: DataSource) {}

  /** The one that was known last comes first. */
  async page(accountId: string, query: ShipmentQuery): Promise<Page<ShipmentView>> {
    const before = query.cursor === undefined ? null : decodeCursor(z.uuid(), query.cursor);
    const rows: ShipmentRow[] = await this.dataSource.query(
      `SELECT id, merchant_id AS "merchantId", wms_connection_id AS "wmsConnectionId", external_id AS "externalId",
         order_id AS "orderId", order_reference AS "orderReference", status, shipped_at AS "shippedAt", revision
       FROM shipments
       WHERE account_id = $1 AND ($2::uuid IS NULL OR merchant_id = $2) AND ($3::uuid IS NULL OR order_id = $3)
         AND ($4::bool IS NULL OR (order_id IS NOT NULL) = $4) AND ($5::uuid IS NULL OR id < $5)
       ORDER BY id DESC LIMIT $6`,
      [
        accountId,
        query.merchantId ?? null,
        query.orderId ?? null,
        query.matched ?? null,
        before,
        query.limit + 1,
      ],
    );
    const parcels = await this.parcelsOf(rows.map(({ id }) => id));
    const toShipment = (row: ShipmentRow): ShipmentView => ({
      ...row,
      shippedAt: row.shippedAt.toISOString(),
      packages: parcels.filter(({ shipmentId }) => shipmentId === row.id).map(({ parcel }) => parcel),
    });
    return toPage(rows, query.limit, toShipment, ({ id }) => id);
  }

  private parcelsOf(shipmentIds: readonly string[]): Promise<ParcelRow[]> {
    return this.dataSource.query(
      `SELECT p.shipment_id AS "shipmentId", jsonb_build_object('id', p.id, 'externalId', p.external_id,
         'trackingNumber', p.tracking_number, 'carrier', p.carrier, 'service', p.service, 'active', p.active,
         'lines', coalesce((SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity,
                     'lineReference', l.line_reference) ORDER BY l.position)
                   FROM package_lines l WHERE l.package_id = p.id), '[]'),
         'uploads', coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'cartConnectionId', u.cart_connection_id,
                     'reference', u.reference, 'state', u.state, 'attempt', u.attempt,
                     'fulfillmentId', u.fulfillment_id, 'problem', u.problem, 'nextAttemptAt', u.next_attempt_at,
                     'uploadedAt', u.uploaded_at) ORDER BY u.id)
                   FROM shipment_uploads u WHERE u.package_id = p.id), '[]')) AS parcel
       FROM shipment_packages p WHERE p.shipment_id = ANY ($1) ORDER BY p.id`,
      [shipmentIds],
    );
  }
}
