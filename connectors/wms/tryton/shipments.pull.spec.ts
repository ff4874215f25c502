import type { WmsShipment } from '@crossdock/domain';
import { testConnection, type TestConnection } from './fake/test-connection';
import { testOrder } from './fake/test-order';
import { pushOrders } from './orders.push';
import { pullShipments, startShipments, type ShipmentCursor } from './shipments.pull';

describe('reading shipments from Tryton', () => {
  let connection: TestConnection;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-05-04T10:00:00Z');
    connection = await testConnection(() => now);
    const orders = ['CD1', 'CD2', 'CD3', 'CD4', 'CD5'].map((key) => testOrder(key));
    await pushOrders(connection.ctx, orders);
  });
  afterEach(() => connection.fake.close());

  const units = { MUG: 2, TEA: 1 };
  const minutesPass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
  };
  async function sweep(from: ShipmentCursor, limit = 100) {
    const items: WmsShipment[] = [];
    let next = from;
    for (let more = true; more;) {
      const page = await pullShipments(connection.ctx, { cursor: next, limit });
      items.push(...page.items);
      ({ next, more } = page);
    }
    return { items, next };
  }
  const references = (items: WmsShipment[]) => items.map(({ orderReference }) => orderReference);

  it('tells a shipment whole with its parcels', async () => {
    connection.fake.state.ship('CD1', [
      { tracking: '1Z1', units: { MUG: 1, TEA: 1 } },
      { tracking: '1Z2', units: { MUG: 1 } },
    ]);
    const parcel = { carrier: 'Parcel Express', service: null };
    const line = { lineReference: null, quantity: 1 };
    expect(await pullShipments(connection.ctx, { cursor: startShipments(now), limit: 100 })).toEqual({
      items: [
        {
          externalId: '1',
          orderReference: 'CD1',
          wmsOrderId: '1',
          status: 'shipped',
          shippedAt: '2026-05-04T10:00:00.000Z',
          packages: [
            {
              ...parcel,
              externalId: '1',
              trackingNumber: '1Z1',
              lines: [
                { ...line, sku: 'TEA' },
                { ...line, sku: 'MUG' },
              ],
            },
            { ...parcel, externalId: '2', trackingNumber: '1Z2', lines: [{ ...line, sku: 'MUG' }] },
          ],
        },
      ],
      next: { since: '2026-05-04T09:55:00.000000', until: null, afterId: 0 },
      more: false,
    });
  });

  it('goes on where it ended, with some overlap', async () => {
    connection.fake.state.ship('CD1');
    minutesPass(10);
    connection.fake.state.ship('CD2');
    const first = await sweep(startShipments(now));
    minutesPass(10);
    connection.fake.state.ship('CD3');
    const second = await sweep(first.next);
    expect([references(first.items), references(second.items)]).toEqual([
      ['CD1', 'CD2'],
      ['CD2', 'CD3'],
    ]);
  });

  it('reads the parts of an order that leaves in two runs as two shipments', async () => {
    connection.fake.state.ship('CD1', [{ tracking: '1Z1', units: { MUG: 2 } }]);
    const first = await sweep(startShipments(now));
    minutesPass(60);
    connection.fake.state.ship('CD1', [{ tracking: '1Z2', units: { TEA: 1 } }]);
    const second = await sweep(first.next);
    const told = [...first.items, ...second.items.slice(-1)].map(
      ({ externalId, orderReference, packages }) => ({
        externalId,
        orderReference,
        tracking: packages.map(({ trackingNumber }) => trackingNumber),
      }),
    );
    expect(told).toEqual([
      { externalId: '1', orderReference: 'CD1', tracking: ['1Z1'] },
      { externalId: '6', orderReference: 'CD1', tracking: ['1Z2'] },
    ]);
  });

  it('misses nothing that changes while pages are read', async () => {
    for (const key of ['CD1', 'CD2', 'CD3']) connection.fake.state.ship(key, [{ tracking: key, units }]);
    const page = await pullShipments(connection.ctx, { cursor: startShipments(now), limit: 2 });
    expect([references(page.items), page.more]).toEqual([['CD1', 'CD2'], true]);
    minutesPass(120);
    connection.fake.state.takeBack(1);
    connection.fake.state.ship('CD4');
    const rest = await sweep(page.next, 2);
    minutesPass(120);
    const following = await sweep(rest.next);
    expect([references(rest.items), references(following.items)]).toEqual([
      ['CD3', 'CD4'],
      ['CD1', 'CD2', 'CD3', 'CD4'],
    ]);
    expect(following.items[0]?.status).toBe('voided');
  });

  it('reads a shipment again when only a tracking number has changed', async () => {
    connection.fake.state.ship('CD1', [{ tracking: 'WRONG', units }]);
    minutesPass(60);
    connection.fake.state.ship('CD2', [{ tracking: '1Z2', units }]);
    const first = await sweep(startShipments(now));
    connection.fake.state.correctTracking('WRONG', 'RIGHT');
    const second = await sweep(first.next);
    expect(second.items[0]).toMatchObject({ orderReference: 'CD1', packages: [{ trackingNumber: 'RIGHT' }] });
  });

  it('does not tell what was cancelled before it left', async () => {
    connection.fake.state.cancel(1);
    expect((await sweep(startShipments(now))).items).toEqual([]);
  });

  it('overlaps by more than an hour where the clock of the database repeats one', async () => {
    connection.fake.state.ship('CD1');
    const settings = { ...connection.ctx.settings, timeZone: 'Europe/Berlin' };
    const page = await pullShipments(
      { ...connection.ctx, settings },
      { cursor: startShipments(now), limit: 9 },
    );
    expect(page.next.since).toBe('2026-05-04T08:55:00.000000');
  });

  it('starts early enough for a database clock anywhere', () => {
    expect(startShipments(now)).toEqual({ since: '2026-05-03T20:00:00.000000', until: null, afterId: 0 });
  });
});
