import type { WmsOrder } from '@crossdock/connector-sdk';
import type { StockLevel, WmsShipment } from '@crossdock/domain';
import { tryton } from '../../../connectors/wms/tryton';
import { testContext, type TestContext } from '../../../connectors/wms/tryton/fake/test-context';
import { startRealTryton, type RealTryton } from './server';
import type { WarehouseWorker } from './warehouse-worker';

const { orders, cancellations, shipments, inventory } = tryton;
if (orders.repeatSafety === 'natural') throw new Error('orders need a look-up');
const { find } = orders;

jest.setTimeout(60_000);

/** The connector against a Tryton that really runs. */
describe('the Tryton connector and Tryton', () => {
  let real: RealTryton;
  let warehouse: WarehouseWorker;
  let ctx: TestContext;
  let count = 0;

  beforeAll(async () => {
    real = await startRealTryton({
      databaseUrl: process.env['DATABASE_URL'] ?? 'postgres://root@127.0.0.1:5432/postgres',
      env: process.env,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    ({ warehouse } = real);
    await warehouse.createProducts([
      { sku: 'MUG', name: 'Mug' },
      { sku: 'TEE', name: 'Tee' },
    ]);
    await warehouse.countStock({ MUG: 1000, TEE: 500 });
    ctx = testContext(
      { url: real.url, database: real.database, warehouseCode: real.warehouseCode, timeZone: 'UTC' },
      real.hub,
    );
  }, 900_000);
  afterAll(() => real?.stop(), 30_000);

  function order(lines: Record<string, number>, change: Partial<WmsOrder> = {}): WmsOrder {
    count += 1;
    return {
      key: `CD${String(count).padStart(12, '0')}`,
      number: String(1000 + count),
      placedAt: '2026-05-04T03:02:01.000Z',
      shipMethod: { code: 'GROUND', name: 'Ground' },
      currency: 'USD',
      shipTo: {
        name: 'Ana Diaz',
        company: 'Acme Inc',
        street: ['1 Main St', 'Floor 2'],
        city: 'San Jose',
        region: 'CA',
        postalCode: '95113',
        country: 'US',
        phone: '+1 408 555 0100',
        email: 'ana@example.com',
      },
      lines: Object.entries(lines).map(([sku, quantity]) => ({
        reference: `line-${sku}`,
        sku,
        name: sku,
        quantity,
        unitPrice: '12.345678',
      })),
      ...change,
    };
  }

  type ShipmentCursor = ReturnType<typeof shipments.start>;
  const EARLIER = () => shipments.start(new Date(Date.now() - 3_600_000));

  async function readShipments(from: ShipmentCursor, limit = 100) {
    const items: WmsShipment[] = [];
    let next = from;
    for (let more = true; more;) {
      const page = await shipments.pull(ctx, { cursor: next, limit });
      items.push(...page.items);
      ({ next, more } = page);
    }
    return { items, next };
  }

  async function shipmentsOf({ key }: WmsOrder): Promise<WmsShipment[]> {
    return (await readShipments(EARLIER())).items.filter(({ orderReference }) => orderReference === key);
  }

  async function level(sku: string): Promise<StockLevel | undefined> {
    const { items } = await inventory.pull(ctx, { cursor: inventory.start(), limit: 100 });
    return items.find((each) => each.sku === sku);
  }

  it('finds the connection in order with a user in the group "Stock" alone', async () => {
    expect(await tryton.test(ctx)).toEqual({
      identity: 'North Dock Warehousing, Warehouse',
      notes: [expect.stringMatching(/^Tryton 6\.0\.\d+\.$/), 'Parcels carry tracking numbers.'],
    });
  });

  it('hands an order over, and again without a second shipment', async () => {
    const wanted = order({ MUG: 2, TEE: 1 });
    expect(await find(ctx, [wanted])).toEqual([{ key: wanted.key, status: 'absent' }]);
    const [first] = await orders.push(ctx, [wanted]);
    const [shipment] = await warehouse.shipments(wanted.key);
    expect(shipment).toEqual({
      id: expect.any(Number),
      number: expect.any(String),
      reference: wanted.key,
      state: 'waiting',
      address: ['Acme Inc', '1 Main St', 'Floor 2', 'San Jose, CA 95113', 'UNITED STATES'],
      units: { MUG: 2, TEE: 1 },
      parcels: [],
    });
    const receipt = { wmsOrderId: String(shipment?.id), wmsOrderNumber: shipment?.number };
    expect(first).toEqual({ key: wanted.key, status: 'done', receipt });
    expect(await orders.push(ctx, [wanted])).toEqual([{ key: wanted.key, status: 'already-done', receipt }]);
    expect(await find(ctx, [wanted])).toEqual([{ key: wanted.key, status: 'found', receipt }]);
    expect(await warehouse.shipments(wanted.key)).toHaveLength(1);
  });

  it('delivers the good orders of a batch and tells what is wrong with the others', async () => {
    const good = order({ MUG: 1 });
    const unknown = order({ MUG: 1, NOPE: 1 });
    const nowhere = order({ MUG: 1 });
    nowhere.shipTo = { ...nowhere.shipTo, country: 'ZZ' };
    const other = order({ TEE: 1 }, { currency: 'CHF' });
    const results = await orders.push(ctx, [unknown, good, nowhere, other]);
    expect(results).toEqual([
      { key: unknown.key, status: 'failed', problem: expect.objectContaining({ code: 'unknown-sku' }) },
      { key: good.key, status: 'done', receipt: expect.anything() },
      { key: nowhere.key, status: 'failed', problem: expect.objectContaining({ code: 'unknown-country' }) },
      { key: other.key, status: 'done', receipt: expect.anything() },
    ]);
  });

  it('continues a creation that ended before the shipment was handed over', async () => {
    const wanted = order({ MUG: 1 });
    const { request } = ctx.http;
    const cut: TestContext = {
      ...ctx,
      http: {
        request: (call) => {
          if (call.operation.endsWith('.wait')) throw new Error('the power is off');
          return request(call);
        },
      },
    };
    await expect(orders.push(cut, [wanted])).rejects.toThrow('the power is off');
    expect(await warehouse.shipments(wanted.key)).toMatchObject([{ state: 'draft' }]);
    expect(await find(ctx, [wanted])).toEqual([{ key: wanted.key, status: 'absent' }]);
    expect(await orders.push(ctx, [wanted])).toMatchObject([{ key: wanted.key, status: 'done' }]);
    expect(await warehouse.shipments(wanted.key)).toMatchObject([{ state: 'waiting', units: { MUG: 1 } }]);
  });

  it('reads a whole order in two parcels with their tracking numbers', async () => {
    const wanted = order({ MUG: 3, TEE: 1 });
    await orders.push(ctx, [wanted]);
    await warehouse.ship(wanted.key, [
      { tracking: '1Z001', units: { MUG: 2 } },
      { tracking: '1Z002', units: { MUG: 1, TEE: 1 } },
    ]);
    const [shipment] = await shipmentsOf(wanted);
    expect(shipment).toEqual({
      externalId: expect.any(String),
      orderReference: wanted.key,
      wmsOrderId: shipment?.externalId,
      status: 'shipped',
      shippedAt: expect.any(String),
      packages: [
        {
          externalId: expect.any(String),
          trackingNumber: '1Z001',
          carrier: 'Parcel Express',
          service: null,
          lines: [{ sku: 'MUG', lineReference: null, quantity: 2 }],
        },
        {
          externalId: expect.any(String),
          trackingNumber: '1Z002',
          carrier: 'Parcel Express',
          service: null,
          lines: expect.arrayContaining([
            { sku: 'MUG', lineReference: null, quantity: 1 },
            { sku: 'TEE', lineReference: null, quantity: 1 },
          ]),
        },
      ],
    });
    expect(Math.abs(Date.parse(shipment!.shippedAt) - Date.now())).toBeLessThan(60_000);
  });

  it('reads an order that leaves in two runs as two shipments, the second from where the first was read', async () => {
    const wanted = order({ MUG: 2, TEE: 2 });
    await orders.push(ctx, [wanted]);
    const [shipment] = await warehouse.shipments(wanted.key);
    await warehouse.split(shipment!.id, { TEE: 2 });
    await warehouse.ship(wanted.key, [{ tracking: '1Z003', units: { MUG: 2 } }]);
    const first = await readShipments(EARLIER());
    await warehouse.ship(wanted.key, [{ tracking: '1Z004', units: { TEE: 2 } }]);
    const second = await readShipments(first.next);
    const parcels = (items: WmsShipment[]) =>
      items
        .filter(({ orderReference }) => orderReference === wanted.key)
        .flatMap(({ packages }) => packages.map(({ trackingNumber, lines }) => ({ trackingNumber, lines })));
    const mugs = { trackingNumber: '1Z003', lines: [{ sku: 'MUG', lineReference: null, quantity: 2 }] };
    const tees = { trackingNumber: '1Z004', lines: [{ sku: 'TEE', lineReference: null, quantity: 2 }] };
    expect(parcels(first.items)).toEqual([mugs]);
    expect(parcels(second.items)).toEqual(expect.arrayContaining([tees]));
  });

  it('reads the same shipments page by page as at once', async () => {
    const some = [order({ MUG: 1 }), order({ MUG: 1 }), order({ MUG: 1 })];
    await orders.push(ctx, some);
    for (const { key } of some) await warehouse.ship(key, [{ tracking: `T-${key}`, units: { MUG: 1 } }]);
    const paged = await readShipments(EARLIER(), 2);
    expect(paged).toEqual(await readShipments(EARLIER()));
    expect(paged.items.length).toBeGreaterThan(3);
  });

  it('reads a shipment again after its tracking number was corrected', async () => {
    const wanted = order({ MUG: 1 });
    await orders.push(ctx, [wanted]);
    await warehouse.ship(wanted.key, [{ tracking: 'WRONG', units: { MUG: 1 } }]);
    await warehouse.correctTracking('WRONG', 'RIGHT');
    // Long after the shipment itself was written.
    const cursor = { ...EARLIER(), since: new Date().toISOString().replace('Z', '000') };
    const before = await shipments.pull(ctx, { cursor: { ...cursor, afterId: 0 }, limit: 100 });
    expect(before.items).toEqual([]);
    await warehouse.correctTracking('RIGHT', 'FINAL');
    const after = await shipments.pull(ctx, { cursor, limit: 100 });
    expect(after.items).toMatchObject([
      { orderReference: wanted.key, packages: [{ trackingNumber: 'FINAL' }] },
    ]);
  });

  it('reads a shipment without packages as one parcel', async () => {
    const wanted = order({ MUG: 1, TEE: 1 });
    await orders.push(ctx, [wanted]);
    await warehouse.ship(wanted.key, []);
    expect(await shipmentsOf(wanted)).toMatchObject([
      { packages: [{ externalId: 'loose', trackingNumber: null, carrier: 'Parcel Express' }] },
    ]);
  });

  it('cancels what has not left, even packed, and is refused where Tryton silently does nothing', async () => {
    const waiting = order({ MUG: 1 });
    const packed = order({ MUG: 1 });
    const gone = order({ MUG: 1 });
    const half = order({ MUG: 1, TEE: 1 });
    const never = order({ MUG: 1 });
    await orders.push(ctx, [waiting, packed, gone, half]);
    const [box] = await warehouse.shipments(packed.key);
    await warehouse.pick(box!.id);
    await warehouse.pack(box!.id, [{ tracking: '1Z005', units: { MUG: 1 } }]);
    await warehouse.ship(gone.key, [{ tracking: '1Z006', units: { MUG: 1 } }]);
    const [both] = await warehouse.shipments(half.key);
    await warehouse.split(both!.id, { TEE: 1 });
    await warehouse.ship(half.key, [{ tracking: '1Z007', units: { MUG: 1 } }]);
    const all = [waiting, packed, gone, half, never];
    const results = await cancellations.push(
      ctx,
      all.map(({ key }) => ({ key, wmsOrderId: null })),
    );
    const done = ({ key }: WmsOrder, verdict: string, detail: unknown = null) => ({
      key,
      status: 'done',
      receipt: { verdict, detail },
    });
    expect(results).toEqual([
      done(waiting, 'canceled'),
      done(packed, 'canceled'),
      done(gone, 'refused', expect.stringMatching(/^shipment \d+ has left$/)),
      done(half, 'refused', expect.stringMatching(/^shipment \d+ has left, shipment \d+ is waiting$/)),
      done(never, 'absent'),
    ]);
    expect(await warehouse.shipments(half.key)).toMatchObject([{ state: 'done' }, { state: 'waiting' }]);
    expect(await orders.push(ctx, [waiting])).toMatchObject([
      { status: 'failed', problem: { code: 'canceled-at-warehouse' } },
    ]);
  });

  it('counts on hand and available, also for an order that was due yesterday', async () => {
    await warehouse.createProducts([{ sku: 'CAP', name: 'Cap' }]);
    await warehouse.countStock({ CAP: 10 });
    expect(await level('CAP')).toEqual({ sku: 'CAP', warehouse: 'WH', onHand: 10, available: 10 });
    const wanted = order({ CAP: 3 });
    await orders.push(ctx, [wanted]);
    expect(await level('CAP')).toEqual({ sku: 'CAP', warehouse: 'WH', onHand: 10, available: 7 });
    const [shipment] = await warehouse.shipments(wanted.key);
    await warehouse.postpone(shipment!.id, -1);
    expect(await warehouse.stock('CAP')).toEqual({ onHand: 10, forecast: 10 });
    expect(await level('CAP')).toEqual({ sku: 'CAP', warehouse: 'WH', onHand: 10, available: 7 });
    await warehouse.pick(shipment!.id);
    expect(await level('CAP')).toEqual({ sku: 'CAP', warehouse: 'WH', onHand: 10, available: 7 });
    await warehouse.pack(shipment!.id, []);
    await warehouse.done(shipment!.id);
    expect(await level('CAP')).toEqual({ sku: 'CAP', warehouse: 'WH', onHand: 7, available: 7 });
  });

  it('reads stock page by page', async () => {
    const first = await inventory.pull(ctx, { cursor: inventory.start(), limit: 1 });
    expect(first).toMatchObject({ items: [{ sku: 'MUG' }], more: true });
    const second = await inventory.pull(ctx, { cursor: first.next, limit: 1 });
    expect(second).toMatchObject({ items: [{ sku: 'TEE' }], more: true });
  });

  it('logs in again when the session has ended', async () => {
    const stale = testContext(ctx.settings, ctx.credentials);
    await stale.session.token(() => Promise.resolve(`Session ${btoa('hub:2:0123456789abcdef')}`));
    expect(await tryton.test(stale)).toMatchObject({ identity: 'North Dock Warehousing, Warehouse' });
    expect(stale.calls.slice(0, 4)).toEqual([
      'common.server.version',
      'model.res.user.get_preferences',
      'common.db.login',
      'model.res.user.get_preferences',
    ]);
  });

  it.each([
    ['a wrong password', {}, { password: 'wrong' }, 'auth', 'credentials-refused'],
    ['a database that does not exist', { database: 'nosuch' }, {}, 'misconfigured', 'database-unknown'],
    ['a warehouse that does not exist', { warehouseCode: 'XX' }, {}, 'misconfigured', 'warehouse-unknown'],
  ])('tells %s', async (_, settings, credentials, kind, code) => {
    const wrong = testContext({ ...ctx.settings, ...settings }, { ...ctx.credentials, ...credentials });
    await expect(tryton.test(wrong)).rejects.toMatchObject({ problem: { kind, code } });
  });
});
