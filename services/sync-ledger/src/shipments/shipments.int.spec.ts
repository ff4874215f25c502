import {
  WorkReady,
  type EventOf,
  type OrderDelivered,
  type PayloadOf,
  type ShipmentRetrieved,
} from '@crossdock/domain';
import { AlertList } from '../alerts/alert-list.service';
import {
  insertOrder,
  insertTenant,
  market,
  shop,
  tenant,
  wms,
  type KnownOrder,
} from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { retrievedShipment } from '../testing/retrieved-shipment';
import { ShipmentIntake } from './shipment-intake.service';
import { ShipmentList } from './shipment-list.service';
import { ShipmentMatching } from './shipment-matching.service';

const query = { limit: 50 };

describe('shipments', () => {
  let ledger: LedgerFixture;
  let revision = 0;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
  });
  afterAll(() => ledger?.close());

  const shipment = (
    externalId: string,
    orderReference: string | null,
    parcels: readonly string[],
    more: Partial<Parameters<typeof retrievedShipment>[0]> = {},
  ) => retrievedShipment({ externalId, orderReference, parcels, revision: ++revision, ...more });
  const take = (...events: EventOf<typeof ShipmentRetrieved>[]) =>
    ledger.tx((tx) => ledger.get(ShipmentIntake).take(tx, events));

  const orderState = async ({ id }: KnownOrder) => {
    const [row] = await ledger.dataSource.query(
      `SELECT state, (SELECT array_agg(shipped_quantity ORDER BY position) FROM order_lines WHERE order_id = o.id) AS shipped
       FROM orders o WHERE id = $1`,
      [id],
    );
    return row;
  };
  const uploads = async () => {
    const { items } = await ledger.get(ShipmentList).page(tenant.accountId, query);
    return items
      .flatMap(({ packages }) => packages)
      .flatMap(({ externalId, uploads: list }) => list.map(({ state }) => `${externalId} ${state}`))
      .sort();
  };
  const openAlerts = async () => {
    const { items } = await ledger.get(AlertList).page(tenant.accountId, { ...query, state: 'open' });
    return items.map(({ kind, detail, items: count }) => ({ kind, detail, count }));
  };
  const signals = async () =>
    (await ledger.told(WorkReady)).map((signal: PayloadOf<typeof WorkReady>) => [
      signal.function,
      signal.targetId,
    ]);

  it('ships a whole order, queues its upload and calls for a run of the cart', async () => {
    const order = await insertOrder(ledger.dataSource, {
      number: '1',
      lines: '2 A, 1 B',
    });
    await take(shipment('s1', order.reference, ['p1 1Z1: 2 A, 1 B']));
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2, 1] });
    expect(await signals()).toEqual([['shipment-upload', shop]]);
    expect(
      (await ledger.get(ShipmentList).page(tenant.accountId, { ...query, orderId: order.id })).items,
    ).toEqual([
      {
        id: expect.any(String),
        merchantId: tenant.merchantId,
        wmsConnectionId: wms,
        externalId: 's1',
        orderId: order.id,
        orderReference: order.reference,
        status: 'shipped',
        shippedAt: '2026-03-02T08:50:00.000Z',
        revision: expect.any(Number),
        packages: [
          {
            id: expect.any(String),
            externalId: 'p1',
            trackingNumber: '1Z1',
            carrier: 'UPS',
            service: null,
            active: true,
            lines: [
              { sku: 'A', quantity: 2, lineReference: null },
              { sku: 'B', quantity: 1, lineReference: null },
            ],
            uploads: [
              {
                id: expect.any(String),
                cartConnectionId: shop,
                reference: expect.stringMatching(/^CP.{16}$/),
                state: 'pending',
                attempt: 0,
                fulfillmentId: null,
                problem: null,
                nextAttemptAt: null,
                uploadedAt: null,
              },
            ],
          },
        ],
      },
    ]);
  });

  it('ships an order split over two parcels and two runs, and repeats change nothing', async () => {
    const order = await insertOrder(ledger.dataSource, {
      number: '1',
      lines: '2 A, 1 B, 4 C',
    });
    const first = shipment('s1', order.reference, ['p1 1Z1: 2 A, 1 B']);
    await take(first);
    expect(await orderState(order)).toEqual({ state: 'partially_shipped', shipped: [2, 1, 0] });
    const second = shipment('s2', order.reference, ['p2 1Z2: 4 C']);
    await take(second);
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2, 1, 4] });
    await signals();
    for (let poll = 0; poll < 10; poll += 1) await take(first, second, first);
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2, 1, 4] });
    expect(await uploads()).toEqual(['p1 pending', 'p2 pending']);
    expect(await signals()).toEqual([]);
    expect(await openAlerts()).toEqual([]);
  });

  it('ships one order line from two parcels of one shipment', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '5 A' });
    await take(shipment('s1', order.reference, ['p1 1Z1: 3 A', 'p2 1Z2: 2 A']));
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [5] });
    expect(await uploads()).toEqual(['p1 pending', 'p2 pending']);
  });

  it('keeps the newest revision whatever the order in which revisions arrive', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A' });
    const old = shipment('s1', order.reference, ['p1 OLD: 1 A'], { revision: 2 });
    const fresh = shipment('s1', order.reference, ['p1 NEW: 2 A'], { revision: 3 });
    await take(fresh, old);
    await take(old);
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2] });
    const { items } = await ledger.get(ShipmentList).page(tenant.accountId, query);
    expect(items.map(({ revision: r, packages }) => [r, packages[0]?.trackingNumber])).toEqual([[3, 'NEW']]);
  });

  it('never ships more than ordered; the rest is an alert that goes with the excess', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A' });
    await take(shipment('s1', order.reference, ['p1 1Z1: 2 A']));
    await take(shipment('s2', order.reference, ['p2 1Z2: 1 A']));
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2] });
    expect(await uploads()).toEqual(['p1 pending']);
    expect(await openAlerts()).toEqual([
      { kind: 'parcels-misfit', detail: 'Order 1: 1 x A more than ordered.', count: 1 },
    ]);
    await take(shipment('s2', order.reference, [], { status: 'voided' }));
    expect(await openAlerts()).toEqual([]);
  });

  it('takes a voided shipment back', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A' });
    const parcels = ['p1 1Z1: 2 A'];
    await take(shipment('s1', order.reference, parcels));
    await take(shipment('s1', order.reference, parcels, { status: 'voided' }));
    expect(await orderState(order)).toEqual({ state: 'at_wms', shipped: [0] });
    expect(await uploads()).toEqual([]);
    await take(shipment('s1', order.reference, parcels));
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2] });
    expect(await uploads()).toEqual(['p1 pending']);
  });

  it('sends a corrected tracking number when the cart was not told yet, and speaks up when it was', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A' });
    const parcels = (tracking: string) => [`p1 ${tracking}: 2 A`];
    await take(shipment('s1', order.reference, parcels('1Z1')));
    await take(shipment('s1', order.reference, parcels('1Z2')));
    expect(await openAlerts()).toEqual([]);
    await ledger.dataSource.query(`UPDATE shipment_uploads SET state = 'uploaded'`);
    await take(shipment('s1', order.reference, parcels('1Z3')));
    expect(await uploads()).toEqual(['p1 uploaded']);
    expect(await openAlerts()).toEqual([
      {
        kind: 'parcel-tracking-corrected',
        detail: 'Order 1: The warehouse corrected the tracking from UPS 1Z2 to UPS 1Z3.',
        count: 1,
      },
    ]);
    const timeline = await ledger.dataSource.query(
      `SELECT message FROM order_timeline WHERE kind = 'parcel-tracking-corrected'`,
    );
    expect(timeline).toEqual([
      {
        message:
          'The warehouse corrected the tracking from UPS 1Z2 to UPS 1Z3. The cart still shows what it was told.',
      },
    ]);
  });

  it('keeps a shipment of an unknown order and matches it when the order comes', async () => {
    await take(shipment('s1', 'CD000000000001', ['p1 1Z1: 2 A']));
    expect(await openAlerts()).toEqual([
      { kind: 'shipment-unmatched', detail: 'Shipment s1 names CD000000000001.', count: 1 },
    ]);
    const order = await insertOrder(ledger.dataSource, { number: '000000000001', lines: '2 A' });
    await ledger.tx((tx) => ledger.get(ShipmentMatching).sweep(tx, new Date(0)));
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [2] });
    expect(await openAlerts()).toEqual([]);
  });

  it('keeps what the warehouse ships for others, and says nothing of it', async () => {
    await take(shipment('s1', 'PO-4711', ['p1 1Z1: 2 A']), shipment('s2', null, ['p2 1Z2: 1 A']));
    expect(await openAlerts()).toEqual([]);
    const { items } = await ledger.get(ShipmentList).page(tenant.accountId, { ...query, matched: false });
    expect(items.map(({ externalId }) => externalId).sort()).toEqual(['s1', 's2']);
  });

  it("matches by the warehouse's order id as soon as that is known, however the news cross", async () => {
    const sent = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A', state: 'sending' });
    const known = await insertOrder(ledger.dataSource, { number: '2', lines: '1 A', wmsOrderId: 'W2' });
    await take(
      shipment('s1', null, ['p1 1Z1: 1 A'], { wmsOrderId: 'W1' }),
      shipment('s2', null, ['p2 1Z2: 1 A'], { wmsOrderId: 'W2' }),
    );
    expect([await orderState(sent), await orderState(known)]).toEqual([
      { state: 'sending', shipped: [0] },
      { state: 'shipped', shipped: [1] },
    ]);
    const delivered: PayloadOf<typeof OrderDelivered> = {
      ...tenant,
      orderId: sent.id,
      wmsConnectionId: wms,
      connector: 'depot',
      runId: null,
      attempt: 1,
      wmsOrderId: 'W1',
      wmsOrderNumber: null,
      alreadyThere: false,
      acceptedAt: '2026-03-02T08:40:00Z',
    };
    await ledger.tx((tx) => ledger.get(ShipmentMatching).matchDelivered(tx, [delivered]));
    expect(await orderState(sent)).toEqual({ state: 'shipped', shipped: [1] });
    expect(await openAlerts()).toEqual([]);
  });

  it('finds in the sweep what two transactions missed', async () => {
    await take(shipment('s1', null, ['p1 1Z1: 1 A'], { wmsOrderId: 'W1' }));
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A', wmsOrderId: 'W1' });
    await ledger.tx((tx) =>
      ledger.get(ShipmentMatching).sweep(tx, new Date(ledger.clock.now().getTime() - 1000)),
    );
    expect(await orderState(order)).toEqual({ state: 'shipped', shipped: [1] });
  });

  it("does not give a shipment another tenant's order", async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A' });
    await ledger.dataSource.query('UPDATE orders SET merchant_id = $1', [market]);
    await take(shipment('s1', order.reference, ['p1 1Z1: 1 A']));
    expect(await orderState(order)).toEqual({ state: 'at_wms', shipped: [0] });
  });

  it('tells the cart nothing of a canceled order that was shipped, and alerts', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A', state: 'canceled' });
    await take(shipment('s1', order.reference, ['p1 1Z1: 1 A']));
    expect(await orderState(order)).toEqual({ state: 'canceled', shipped: [1] });
    expect(await uploads()).toEqual([]);
    expect(await openAlerts()).toEqual([
      {
        kind: 'shipped-after-cancel',
        detail: 'Order 1 is canceled, but was shipped: UPS 1Z1.',
        count: 1,
      },
    ]);
  });

  it('moves a shipment to the order that its correction names', async () => {
    const wrong = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A' });
    const right = await insertOrder(ledger.dataSource, { number: '2', lines: '1 A' });
    await take(shipment('s1', wrong.reference, ['p1 1Z1: 1 A']));
    await take(shipment('s1', right.reference, ['p1 1Z1: 1 A']));
    expect([await orderState(wrong), await orderState(right)]).toEqual([
      { state: 'at_wms', shipped: [0] },
      { state: 'shipped', shipped: [1] },
    ]);
    expect(await ledger.dataSource.query('SELECT order_id FROM shipment_uploads')).toEqual([
      { order_id: right.id },
    ]);
  });
});
