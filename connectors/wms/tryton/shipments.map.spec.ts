import { z } from 'zod';
import recorded from './fixtures/shipments.search_read.json';
import { toShipment } from './shipments.map';
import { shipmentRow } from './wire';

const rows = z.array(shipmentRow).parse(recorded);
const parcel = (
  externalId: string,
  trackingNumber: string | null,
  carrier: string | null,
  units: object,
) => ({
  externalId,
  trackingNumber,
  carrier,
  service: null,
  lines: Object.entries(units).map(([sku, quantity]) => ({ sku, lineReference: null, quantity })),
});

describe('a shipment of Tryton', () => {
  it('is told whole, as recorded from a real server', () => {
    const shipment = (id: string, reference: string, shippedAt: string, packages: object[]) => ({
      externalId: id,
      orderReference: reference,
      wmsOrderId: id,
      status: 'shipped',
      shippedAt,
      packages,
    });
    expect(rows.map((row) => toShipment(row, 'UTC'))).toEqual([
      shipment('1', 'CD0000000001', '2026-11-23T05:49:49.990Z', [
        parcel('1', '1Z001', 'Parcel Express', { MUG: 2 }),
        parcel('2', '1Z002', 'Parcel Express', { TEA: 1, MUG: 1 }),
      ]),
      shipment('2', 'CD0000000002', '2026-11-23T05:49:50.533Z', [
        parcel('3', '1Z003', 'Parcel Express', { MUG: 2 }),
      ]),
      shipment('3', 'CD0000000003', '2026-11-23T05:49:50.839Z', [parcel('loose', null, null, { MUG: 1 })]),
      {
        ...shipment('4', 'CD0000000004', '2026-11-23T05:49:51.145Z', [
          parcel('4', '1Z004', 'Parcel Express', { TEA: 1 }),
        ]),
        status: 'voided',
      },
      shipment('5', 'CD0000000005', '2026-11-23T05:49:51.574Z', [
        parcel('5', '1ZPALLET', null, { MUG: 2, TEA: 1 }),
      ]),
    ]);
  });

  const first = rows[0]!;

  it('left when its movements were closed, on the clock of the database', () => {
    expect(toShipment(first, 'America/New_York').shippedAt).toBe('2026-11-23T10:49:49.990Z');
  });

  it('left on the day that someone typed, when that is another one', () => {
    const typed = {
      ...first,
      effective_date: { __class__: 'date' as const, year: 2026, month: 11, day: 20 },
    };
    expect(toShipment(typed, 'UTC').shippedAt).toBe('2026-11-20T12:00:00.000Z');
  });

  it('holds whole units only, and no movement that was not carried out', () => {
    const [mug, tea, more] = first['outgoing_moves.'];
    const row = {
      ...first,
      'packages.': [],
      'outgoing_moves.': [
        { ...mug!, package: null, internal_quantity: 2.9999999999 },
        { ...tea!, package: null, internal_quantity: 0.5 },
        { ...more!, package: null, state: 'cancelled' },
      ],
    };
    expect(toShipment(row, 'UTC').packages).toEqual([parcel('loose', null, 'Parcel Express', { MUG: 3 })]);
  });
});
