import { Injectable } from '@nestjs/common';
import type { EventOf, PayloadOf, ShipmentRetrieved } from '@crossdock/domain';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { OrderShipping } from './order-shipping.service';
import { ParcelCorrections } from './parcel-corrections.service';
import { replaceParcels } from './replace-parcels';
import { ShipmentMatching } from './shipment-matching.service';

export type RetrievedShipment = PayloadOf<typeof ShipmentRetrieved>;
/** A version of a shipment that is newer than what was known, with the id of its row. */
export type AcceptedShipment = RetrievedShipment & { id: string };

/** Takes shipments in as the warehouse tells them: whole, newest revision only. */
@Injectable()
export class ShipmentIntake {
  constructor(
    private readonly corrections: ParcelCorrections,
    private readonly matching: ShipmentMatching,
    private readonly shipping: OrderShipping,
    private readonly clock: Clock,
  ) {}

  async take(tx: EntityManager, events: readonly EventOf<typeof ShipmentRetrieved>[]): Promise<void> {
    const newest = newestRevisions(events.map(({ payload }) => payload));
    const ordersBefore = await this.ordersOf(tx, newest);
    const accepted = await this.save(tx, newest);
    if (accepted.length === 0) return;
    await this.corrections.tell(tx, accepted);
    await replaceParcels(tx, accepted);
    await this.learnCarriers(tx, accepted);
    const ids = accepted.map(({ id }) => id);
    const orderIds = await this.matching.match(tx, ids);
    await this.shipping.recompute(tx, [...new Set([...ordersBefore, ...orderIds])]);
  }

  /** Orders that lose something when their shipment moves to another order. */
  private async ordersOf(tx: EntityManager, shipments: readonly RetrievedShipment[]): Promise<string[]> {
    const rows: { order_id: string }[] = await tx.query(
      `SELECT s.order_id FROM unnest($1::uuid[], $2::text[]) AS n (wms_connection_id, external_id)
       JOIN shipments s USING (wms_connection_id, external_id)
       WHERE s.order_id IS NOT NULL
       ORDER BY s.id FOR UPDATE OF s`,
      [
        shipments.map(({ wmsConnectionId }) => wmsConnectionId),
        shipments.map(({ shipment }) => shipment.externalId),
      ],
    );
    return rows.map((row) => row.order_id);
  }

  private async save(
    tx: EntityManager,
    shipments: readonly RetrievedShipment[],
  ): Promise<AcceptedShipment[]> {
    const rows: { id: string; wms_connection_id: string; external_id: string }[] = await tx.query(
      `INSERT INTO shipments AS s (id, account_id, merchant_id, wms_connection_id, external_id, order_reference,
         wms_order_id, status, shipped_at, revision, received_at)
       SELECT *, $11::timestamptz
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::timestamptz[], $10::int[])
       ON CONFLICT (wms_connection_id, external_id) DO UPDATE SET
         order_id = CASE WHEN s.order_reference IS NOT DISTINCT FROM excluded.order_reference
                          AND s.wms_order_id IS NOT DISTINCT FROM excluded.wms_order_id THEN s.order_id END,
         order_reference = excluded.order_reference, wms_order_id = excluded.wms_order_id,
         status = excluded.status, shipped_at = excluded.shipped_at, revision = excluded.revision,
         received_at = excluded.received_at
       WHERE s.revision < excluded.revision
       RETURNING id, wms_connection_id, external_id`,
      [
        shipments.map(() => uuidv7()),
        shipments.map(({ accountId }) => accountId),
        shipments.map(({ merchantId }) => merchantId),
        shipments.map(({ wmsConnectionId }) => wmsConnectionId),
        shipments.map(({ shipment }) => shipment.externalId),
        shipments.map(({ shipment }) => shipment.orderReference),
        shipments.map(({ shipment }) => shipment.wmsOrderId),
        shipments.map(({ shipment }) => shipment.status),
        shipments.map(({ shipment }) => shipment.shippedAt),
        shipments.map(({ revision }) => revision),
        this.clock.now(),
      ],
    );
    const ids = new Map(rows.map((row) => [`${row.wms_connection_id}:${row.external_id}`, row.id]));
    return shipments.flatMap((shipment) => {
      const id = ids.get(keyOf(shipment));
      return id === undefined ? [] : [{ ...shipment, id }];
    });
  }

  /** Words of the warehouse for carriers show up in the merchant's mappings by themselves, passed through. */
  private async learnCarriers(tx: EntityManager, shipments: readonly AcceptedShipment[]): Promise<void> {
    const seen = shipments.flatMap(({ accountId, merchantId, shipment }) =>
      shipment.packages.map(({ carrier }) => ({ accountId, merchantId, carrier })),
    );
    const named = seen.filter(({ carrier }) => carrier !== null && carrier !== '');
    await tx.query(
      `INSERT INTO carrier_mappings (merchant_id, account_id, wms_carrier)
       SELECT DISTINCT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])
       ON CONFLICT (merchant_id, wms_carrier) DO NOTHING`,
      [
        named.map(({ merchantId }) => merchantId),
        named.map(({ accountId }) => accountId),
        named.map(({ carrier }) => carrier),
      ],
    );
  }
}

function newestRevisions(shipments: readonly RetrievedShipment[]): RetrievedShipment[] {
  const newest = new Map<string, RetrievedShipment>();
  for (const shipment of shipments) {
    const known = newest.get(keyOf(shipment));
    if (!known || known.revision < shipment.revision) newest.set(keyOf(shipment), shipment);
  }
  return [...newest.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ wmsConnectionId, shipment }: RetrievedShipment): string {
  return `${wmsConnectionId}:${shipment.externalId}`;
}
