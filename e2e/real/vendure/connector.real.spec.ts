import type { ShipmentUpload } from '@crossdock/connector-sdk';
import type { CartOrder } from '@crossdock/domain';
import { vendure } from '../../../connectors/carts/vendure';
import { testContext, type TestContext } from '../../../connectors/carts/vendure/testing/context';
import { startRealVendure, type RealVendure } from './server';
import type { RealShop, ShopOrder } from './shop';

const { shipments, inventory } = vendure;
if (shipments.repeatSafety === 'natural') throw new Error('shipments need a look-up');
const { find } = shipments;

jest.setTimeout(60_000);

/** The connector against a Vendure that really runs. */
describe('the Vendure connector and Vendure', () => {
  let real: RealVendure;
  let shop: RealShop;
  let ctx: TestContext;

  beforeAll(async () => {
    real = await startRealVendure({
      databaseUrl: process.env['DATABASE_URL'] ?? 'postgres://root@127.0.0.1:5432/postgres',
      env: process.env,
      log: (line) => process.stderr.write(`${line}\n`),
    });
    ({ shop } = real);
    await shop.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 100 });
    await shop.addProduct({ sku: 'TEE', name: 'Tee', price: 1999, stockOnHand: 100 });
    ctx = testContext({ adminApiUrl: real.adminApiUrl }, real.hub);
  }, 300_000);
  afterAll(() => real.stop(), 30_000);

  type Cursor = ReturnType<typeof vendure.orders.start>;
  async function read(from: Cursor, limit: number): Promise<{ items: CartOrder[]; next: Cursor }> {
    const items: CartOrder[] = [];
    let next = from;
    for (let more = true; more;) {
      const page = await vendure.orders.pull(ctx, { cursor: next, limit });
      items.push(...page.items);
      ({ next, more } = page);
    }
    return { items, next };
  }
  const epoch = () => vendure.orders.start(new Date(0));
  const fetchOne = async (id: string) => (await vendure.orders.fetch(ctx, [id]))[0];
  const place = (quantity = 2) =>
    shop.placeOrder({
      lines: [
        { sku: 'MUG', quantity },
        { sku: 'TEE', quantity: 1 },
      ],
    });
  const line = (order: ShopOrder, index: number, quantity: number) => ({
    lineExternalId: order.lines[index]?.id ?? '',
    sku: order.lines[index]?.productVariant.sku ?? '',
    quantity,
  });
  const parcel = (order: ShopOrder, change: Partial<ShipmentUpload> = {}): ShipmentUpload => ({
    key: 'CD-1',
    orderExternalId: order.id,
    orderNumber: order.code,
    shippedAt: '2026-03-01T12:00:00.000Z',
    trackingNumber: `1Z${order.id}`,
    carrier: 'UPS',
    service: 'Ground',
    lines: order.lines.map((_, index) => line(order, index, order.lines[index]?.quantity ?? 0)),
    ...change,
  });

  it('logs in with the rights of the hub and says what it found', async () => {
    expect(await vendure.test(ctx)).toEqual({
      identity: real.adminApiUrl,
      notes: [
        `Logged in as ${real.hub.username}.`,
        'Channel __default_channel__, default currency EUR.',
        'Stock is written to the location Default Stock Location (id 1).',
      ],
    });
    const wrong = testContext({ adminApiUrl: real.adminApiUrl }, { ...real.hub, password: 'wrong' });
    await expect(vendure.test(wrong)).rejects.toMatchObject({ problem: { code: 'credentials-refused' } });
    const channel = testContext({ adminApiUrl: real.adminApiUrl, channelToken: 'no-such-token' }, real.hub);
    await expect(vendure.test(channel)).rejects.toMatchObject({ problem: { code: 'unknown-channel' } });
  });

  it('logs in again with a session that has ended', async () => {
    ctx.session.forget();
    await ctx.session.token(() => Promise.resolve('of-yesterday'));
    await vendure.orders.fetch(ctx, ['1']);
    expect(ctx.sent.slice(-3)).toEqual(['orders.list', 'login', 'orders.list']);
  });

  it('reads all placed orders in pages and no cart, and a late one though its updatedAt lies behind', async () => {
    const placed = [await place(), await place(), await place()];
    await shop.fillCart({ lines: [{ sku: 'MUG', quantity: 1 }] });
    for (const limit of [1, 2, 100]) {
      const { items } = await read(epoch(), limit);
      expect([...new Set(items.map(({ number }) => number))]).toEqual(placed.map(({ code }) => code));
    }
    const { next } = await read(epoch(), 100);
    const late = await shop.placeOrder({ lines: [{ sku: 'MUG', quantity: 1 }], paymentPageMs: 2500 });
    expect(Date.parse(late.orderPlacedAt ?? '') - Date.parse(late.updatedAt)).toBeGreaterThan(2000);
    expect((await read(next, 100)).items.map(({ number }) => number)).toContain(late.code);
  });

  it('maps payment, method and address', async () => {
    const order = await shop.placeOrder({
      lines: [{ sku: 'TEE', quantity: 3 }],
      shippingMethod: 'express-shipping',
      payment: 'Authorized',
    });
    expect(await fetchOne(order.id)).toEqual({
      externalId: order.id,
      number: order.code,
      placedAt: order.orderPlacedAt,
      status: 'open',
      payment: 'authorized',
      vendorStatus: 'PaymentAuthorized',
      shipMethod: { code: 'express-shipping', name: 'Express Shipping' },
      total: { amount: '71.97', currency: 'EUR' },
      lines: [{ externalId: order.lines[0]?.id, sku: 'TEE', name: 'Tee', quantity: 3, unitPrice: '19.99' }],
      shipTo: {
        name: 'Ada Example',
        company: null,
        street: ['1 Sample Street'],
        city: 'Exampleton',
        region: 'Oregon',
        postalCode: '97001',
        country: 'US',
        phone: '+1 555 0100',
        email: 'ada@example.com',
      },
    });
    await shop.settlePayments(order.id);
    expect(await fetchOne(order.id)).toMatchObject({ payment: 'paid', vendorStatus: 'PaymentSettled' });
  });

  it('finds a cancellation by its stamp, and a late address by id though no stamp moves', async () => {
    const [first, second] = [await place(), await place(3)];
    const { next } = await read(epoch(), 100);
    await shop.cancelOrder(first.id);
    await shop.cancelOrder(second.id, [{ orderLineId: second.lines[0]?.id ?? '', quantity: 1 }]);
    const changed = (await read(next, 100)).items;
    expect(changed.find(({ number }) => number === first.code)).toMatchObject({ status: 'canceled' });
    expect(changed.find(({ number }) => number === second.code)).toMatchObject({
      status: 'open',
      lines: [{ quantity: 2 }, { quantity: 1 }],
    });

    const before = await shop.order(second.id);
    await shop.editAddress(second.id, { streetLine1: '2 Late Lane' });
    expect((await shop.order(second.id)).updatedAt).toBe(before.updatedAt);
    expect(await fetchOne(second.id)).toMatchObject({ status: 'open', shipTo: { street: ['2 Late Lane'] } });
    await shop.moveOrder(second.id, 'Modifying');
    expect(await fetchOne(second.id)).toMatchObject({ status: 'on_hold', vendorStatus: 'Modifying' });
  });

  it('ships an order in one parcel, once, however often it is told', async () => {
    const order = await place();
    expect(await find(ctx, [parcel(order)])).toEqual([{ key: 'CD-1', status: 'absent' }]);
    const [done] = await shipments.push(ctx, [parcel(order)]);
    expect(done).toMatchObject({ status: 'done' });
    expect(await shipments.push(ctx, [parcel(order)])).toMatchObject([{ status: 'already-done' }]);
    expect(await find(ctx, [parcel(order)])).toMatchObject([{ status: 'found' }]);
    const { state, fulfillments } = await shop.order(order.id);
    expect([state, fulfillments]).toMatchObject([
      'Shipped',
      [{ state: 'Shipped', method: 'UPS Ground', trackingCode: `1Z${order.id}` }],
    ]);
    expect(await fetchOne(order.id)).toMatchObject({
      status: 'fulfilled',
      lines: [{ quantity: 2 }, { quantity: 1 }],
    });
  });

  it('ships an order in two parcels', async () => {
    const order = await place();
    await shipments.push(ctx, [parcel(order, { lines: [line(order, 0, 1)] })]);
    expect(await fetchOne(order.id)).toMatchObject({ status: 'open', vendorStatus: 'PartiallyShipped' });
    const rest = parcel(order, { trackingNumber: '1Z-B', lines: [line(order, 0, 1), line(order, 1, 1)] });
    expect(await find(ctx, [rest])).toMatchObject([{ status: 'absent' }]);
    expect(await shipments.push(ctx, [rest])).toMatchObject([{ status: 'done' }]);
    const { state, fulfillments } = await shop.order(order.id);
    expect([state, fulfillments.length]).toEqual(['Shipped', 2]);
  });

  it('goes on with a fulfilment that was only prepared', async () => {
    const order = await place();
    const lines = order.lines.map(({ id, quantity }) => ({ orderLineId: id, quantity }));
    const prepared = await shop.fulfillByStaff(lines, `1Z${order.id}`, { ship: false });
    expect(await find(ctx, [parcel(order)])).toMatchObject([{ status: 'absent' }]);
    expect(await shipments.push(ctx, [parcel(order)])).toEqual([
      { key: 'CD-1', status: 'done', receipt: { fulfillmentId: prepared } },
    ]);
    expect((await shop.order(order.id)).fulfillments).toMatchObject([{ state: 'Shipped' }]);
  });

  it('writes a parcel twice when told twice at once, which is why the hub never does', async () => {
    const order = await place();
    // Vendure takes both fulfilments; shipping the second then fails in the order's state machine.
    await Promise.allSettled([shipments.push(ctx, [parcel(order)]), shipments.push(ctx, [parcel(order)])]);
    expect((await shop.order(order.id)).fulfillments).toHaveLength(2);
    expect(await find(ctx, [parcel(order)])).toMatchObject([{ status: 'found' }]);
  });

  it('counts out what the staff fulfilled, and hears no from Vendure for the same units', async () => {
    const order = await place();
    await shop.fulfillByStaff([{ orderLineId: order.lines[0]?.id ?? '', quantity: 1 }], 'BY-HAND');
    expect(await fetchOne(order.id)).toMatchObject({
      status: 'open',
      lines: [{ quantity: 1 }, { quantity: 1 }],
    });
    expect(await shipments.push(ctx, [parcel(order)])).toMatchObject([
      { status: 'failed', problem: { kind: 'rejected', code: 'items-already-fulfilled' } },
    ]);
    const unknown = parcel(order, { lines: [{ lineExternalId: '99999', sku: 'MUG', quantity: 1 }] });
    await expect(shipments.push(ctx, [unknown])).rejects.toMatchObject({
      problem: { code: 'entity-not-found' },
    });
    expect(await shipments.push(ctx, [parcel(order, { orderExternalId: '99999' })])).toMatchObject([
      { status: 'failed', problem: { code: 'unknown-order' } },
    ]);
  });

  it('sets what can be sold beside what is allocated, and ships what was sold last', async () => {
    await shop.addProduct({ sku: 'PEN', name: 'Pen', price: 300, stockOnHand: 2 });
    const order = await shop.placeOrder({ lines: [{ sku: 'PEN', quantity: 2 }] });
    const results = await inventory.push(ctx, [
      { key: 'PEN', quantity: 0 },
      { key: 'NONE', quantity: 5 },
    ]);
    expect(results).toMatchObject([
      { key: 'PEN', status: 'done' },
      { key: 'NONE', status: 'failed', problem: { kind: 'rejected', code: 'unknown-sku' } },
    ]);
    expect(await shop.stock('PEN')).toEqual({ onHand: 2, allocated: 2, saleable: 0 });
    expect(await shipments.push(ctx, [parcel(order)])).toMatchObject([{ status: 'done' }]);
    expect(await shop.stock('PEN')).toEqual({ onHand: 0, allocated: 0, saleable: 0 });
    await inventory.push(ctx, [{ key: 'PEN', quantity: 12 }]);
    expect(await shop.stock('PEN')).toEqual({ onHand: 12, allocated: 0, saleable: 12 });
  });

  it('writes to the chosen location only', async () => {
    const settings = { adminApiUrl: real.adminApiUrl, stockLocationId: '77' };
    await expect(
      inventory.push(testContext(settings, real.hub), [{ key: 'MUG', quantity: 1 }]),
    ).rejects.toMatchObject({ problem: { kind: 'misconfigured', code: 'unknown-stock-location' } });
    const first = testContext({ ...settings, stockLocationId: '1' }, real.hub);
    await inventory.push(first, [{ key: 'MUG', quantity: 33 }]);
    expect((await shop.stock('MUG')).saleable).toBe(33);
  });
});
