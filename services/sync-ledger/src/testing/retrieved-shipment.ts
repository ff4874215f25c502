import { ShipmentRetrieved, type EventOf, type WmsShipment } from '@crossdock/domain';
import { contentsOfText } from './contents';
import { tenant, wms } from './known-tenant';

/**
 * A shipment as the warehouse's gateway tells it, by UPS, in its first revision unless told. A parcel is written
 * `id tracking: 2 A, 1 B`.
 */
export function retrievedShipment({
  externalId,
  orderReference,
  parcels,
  revision = 1,
  ...more
}: {
  externalId: string;
  orderReference: string | null;
  parcels: readonly string[];
  revision?: number;
} & Partial<Pick<WmsShipment, 'status' | 'wmsOrderId' | 'shippedAt'>>): EventOf<typeof ShipmentRetrieved> {
  const shipment: WmsShipment = {
    externalId,
    orderReference,
    wmsOrderId: null,
    status: 'shipped',
    shippedAt: '2026-03-02T08:50:00Z',
    packages: parcels.map(parcelOf),
    ...more,
  };
  const observedAt = '2026-03-02T09:00:00Z';
  return ShipmentRetrieved.create(
    { ...tenant, wmsConnectionId: wms, connector: 'depot', runId: null, revision, observedAt, shipment },
    new Date(observedAt),
  );
}

function parcelOf(text: string): WmsShipment['packages'][number] {
  const [label = '', contents = ''] = text.split(': ');
  const [externalId = '', trackingNumber = null] = label.split(' ');
  const lines = contentsOfText(contents).map((line) => ({ ...line, lineReference: null }));
  return { externalId, trackingNumber, carrier: 'UPS', service: null, lines };
}
