import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { AcceptedShipment } from './shipment-intake.service';

/** Makes the parcels of each shipment those of its newest version. A parcel keeps its row as long as its id returns. */
export async function replaceParcels(
  tx: EntityManager,
  shipments: readonly AcceptedShipment[],
): Promise<void> {
  await tx.query('UPDATE shipment_packages SET active = false WHERE shipment_id = ANY ($1) AND active', [
    shipments.map(({ id }) => id),
  ]);
  const parcels = shipments.flatMap(({ id, shipment }) =>
    shipment.packages.map((parcel) => ({ ...parcel, shipmentId: id, active: shipment.status === 'shipped' })),
  );
  const rows: { id: string; shipment_id: string; external_id: string }[] = await tx.query(
    `INSERT INTO shipment_packages (id, shipment_id, external_id, tracking_number, carrier, service, active)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[])
     ON CONFLICT (shipment_id, external_id) DO UPDATE SET
       tracking_number = excluded.tracking_number, carrier = excluded.carrier, service = excluded.service,
       active = excluded.active
     RETURNING id, shipment_id, external_id`,
    [
      parcels.map(() => uuidv7()),
      parcels.map(({ shipmentId }) => shipmentId),
      parcels.map(({ externalId }) => externalId),
      parcels.map(({ trackingNumber }) => trackingNumber || null),
      parcels.map(({ carrier }) => carrier || null),
      parcels.map(({ service }) => service || null),
      parcels.map(({ active }) => active),
    ],
  );
  const ids = new Map(rows.map((row) => [`${row.shipment_id}:${row.external_id}`, row.id]));
  const lines = parcels.flatMap((parcel) =>
    parcel.lines.map((line, position) => ({
      ...line,
      position,
      packageId: ids.get(`${parcel.shipmentId}:${parcel.externalId}`),
    })),
  );
  await tx.query('DELETE FROM package_lines WHERE package_id = ANY ($1)', [rows.map(({ id }) => id)]);
  await tx.query(
    `INSERT INTO package_lines (id, package_id, position, sku, line_reference, quantity)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::int[])`,
    [
      lines.map(() => uuidv7()),
      lines.map(({ packageId }) => packageId),
      lines.map(({ position }) => position),
      lines.map(({ sku }) => sku),
      lines.map(({ lineReference }) => lineReference),
      lines.map(({ quantity }) => quantity),
    ],
  );
}
