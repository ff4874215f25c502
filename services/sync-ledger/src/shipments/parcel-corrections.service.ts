import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts.service';
import { parcelChanges, type Parcel, type ParcelChange } from '../domain/parcel-changes';
import { Timeline } from '../timeline/timeline.service';
import type { AcceptedShipment } from './shipment-intake.service';

interface ToldParcel extends Parcel {
  id: string;
  shipmentId: string;
  orderId: string;
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
  orderNumber: string;
}

/** Speaks up when the warehouse changes a parcel of which the cart was told already: the cart is not told twice. */
@Injectable()
export class ParcelCorrections {
  constructor(
    private readonly timeline: Timeline,
    private readonly alerts: Alerts,
  ) {}

  /** Call it before the parcels are replaced. */
  async tell(tx: EntityManager, shipments: readonly AcceptedShipment[]): Promise<void> {
    const told = await this.toldParcels(
      tx,
      shipments.map(({ id }) => id),
    );
    const changed = shipments.flatMap(({ id, shipment }) => {
      const before = told.filter(({ shipmentId }) => shipmentId === id);
      const now =
        shipment.status === 'voided' ? [] : shipment.packages.map((p) => ({ ...p, contents: p.lines }));
      return parcelChanges(before, now).map((change) => ({
        change,
        parcel: before.find(({ externalId }) => externalId === change.externalId)!,
      }));
    });
    await this.timeline.append(
      tx,
      changed.map(({ change, parcel: { orderId, accountId } }) => ({
        orderId,
        accountId,
        kind: `parcel-${change.kind}`,
        message: `${describe(change)} The cart still shows what it was told.`,
        detail: change,
      })),
    );
    await this.alerts.raise(
      tx,
      changed.map(({ change, parcel }) => ({
        accountId: parcel.accountId,
        merchantId: parcel.merchantId,
        kind: `parcel-${change.kind}`,
        subject: parcel.cartConnectionId,
        title: TITLES[change.kind],
        detail: `Order ${parcel.orderNumber}: ${describe(change)}`,
        fix: 'Correct it in the cart by hand, then close this alert.',
        item: parcel.id,
      })),
    );
  }

  private toldParcels(tx: EntityManager, shipmentIds: readonly string[]): Promise<ToldParcel[]> {
    return tx.query(
      `SELECT p.id, p.shipment_id AS "shipmentId", p.external_id AS "externalId",
         p.tracking_number AS "trackingNumber", p.carrier, u.order_id AS "orderId", u.account_id AS "accountId",
         u.merchant_id AS "merchantId", u.cart_connection_id AS "cartConnectionId", o.number AS "orderNumber",
         coalesce((SELECT jsonb_agg(jsonb_build_object('sku', l.sku, 'quantity', l.quantity))
                   FROM package_lines l WHERE l.package_id = p.id), '[]') AS contents
       FROM shipment_packages p
       JOIN shipment_uploads u ON u.package_id = p.id AND u.state IN ('requested', 'uploaded')
       JOIN orders o ON o.id = u.order_id
       WHERE p.shipment_id = ANY ($1) AND p.active`,
      [shipmentIds],
    );
  }
}

const TITLES: Readonly<Record<ParcelChange['kind'], string>> = {
  'tracking-corrected': 'A tracking number changed after the cart was told',
  'contents-changed': 'A parcel changed after the cart was told',
  withdrawn: 'A parcel was withdrawn after the cart was told',
};

function describe(change: ParcelChange): string {
  switch (change.kind) {
    case 'tracking-corrected':
      return `The warehouse corrected the tracking from ${change.from} to ${change.to}.`;
    case 'contents-changed':
      return `The warehouse changed the contents of a parcel from ${change.from} to ${change.to}.`;
    case 'withdrawn':
      return `The warehouse withdrew the parcel ${change.from}.`;
  }
}
