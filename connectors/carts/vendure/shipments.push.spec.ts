import type { ShipmentUpload } from '@crossdock/connector-sdk';
import { vendure } from '.';
import { startVendureFake, type VendureFake } from './fake';
import type { FakeOrder } from './fake';
import { testContext, type TestContext } from './testing/context';

const { shipments } = vendure;
if (shipments.repeatSafety === 'natural') throw new Error('shipments need a look-up');
const { find } = shipments;

describe('telling the shop of a parcel', () => {
  let fake: VendureFake;
  let ctx: TestContext;
  let order: FakeOrder;

  beforeEach(async () => {
    fake = await startVendureFake();
    fake.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 100 });
    fake.state.addProduct({ sku: 'TEE', name: 'Tee', price: 1999, stockOnHand: 100 });
    order = fake.state.placeOrder({
      lines: [
        { sku: 'MUG', quantity: 2 },
        { sku: 'TEE', quantity: 1 },
      ],
    });
    ctx = testContext({ adminApiUrl: fake.url });
  });
  afterEach(() => fake.close());

  function parcel(change: Partial<ShipmentUpload> = {}): ShipmentUpload {
    return {
      key: 'CD-1',
      orderExternalId: order.id,
      orderNumber: order.code,
      shippedAt: '2026-03-01T12:00:00.000Z',
      trackingNumber: '1Z999',
      carrier: 'UPS',
      service: 'Ground',
      lines: order.lines.map((line) => ({ lineExternalId: line.id, sku: 'X', quantity: line.quantity })),
      ...change,
    };
  }
  const mugs = (quantity: number) => [{ lineExternalId: order.lines[0]?.id ?? '', sku: 'MUG', quantity }];
  const tees = (quantity: number) => [{ lineExternalId: order.lines[1]?.id ?? '', sku: 'TEE', quantity }];
  const seen = () =>
    order.fulfillments.map(({ state, method, trackingCode, lines }) => ({
      state,
      method,
      trackingCode,
      units: lines.map(({ quantity }) => quantity),
    }));

  it('adds one shipped fulfilment with carrier, service and tracking number', async () => {
    const [result] = await shipments.push(ctx, [parcel()]);
    expect(result).toEqual({
      key: 'CD-1',
      status: 'done',
      receipt: { fulfillmentId: order.fulfillments[0]?.id },
    });
    expect(seen()).toEqual([
      { state: 'Shipped', method: 'UPS Ground', trackingCode: '1Z999', units: [2, 1] },
    ]);
    expect(order.state).toBe('Shipped');
  });

  it('ships an order in two parcels', async () => {
    await shipments.push(ctx, [parcel({ lines: mugs(1) })]);
    expect(order.state).toBe('PartiallyShipped');
    const rest = [...mugs(1), ...tees(1)];
    await shipments.push(ctx, [parcel({ key: 'CD-2', trackingNumber: '1Z998', lines: rest })]);
    expect(order.state).toBe('Shipped');
    expect(seen().map(({ trackingCode, units }) => [trackingCode, units])).toEqual([
      ['1Z999', [1]],
      ['1Z998', [1, 1]],
    ]);
  });

  it('adds up entries of one line', async () => {
    await shipments.push(ctx, [parcel({ lines: [...mugs(1), ...mugs(1)] })]);
    expect(seen()[0]?.units).toEqual([2]);
  });

  it.each([
    ['UPS', 'UPS Ground', 'UPS Ground'],
    ['UPS', null, 'UPS'],
    [null, 'Express', 'Express'],
    [null, null, ''],
  ])('writes carrier %p and service %p as %p', async (carrier, service, method) => {
    await shipments.push(ctx, [parcel({ carrier, service })]);
    expect(seen()[0]?.method).toBe(method);
  });

  it('finds a parcel that was written although the answer got lost, and writes it no second time', async () => {
    fake.state.faults.plan('drop-reply', 'HubTransitionFulfillment');
    await expect(shipments.push(ctx, [parcel()])).rejects.toMatchObject({ effect: 'unknown' });
    expect(await find(ctx, [parcel()])).toEqual([
      { key: 'CD-1', status: 'found', receipt: { fulfillmentId: order.fulfillments[0]?.id } },
    ]);
    expect(await shipments.push(ctx, [parcel()])).toMatchObject([{ status: 'already-done' }]);
    expect(seen()).toHaveLength(1);
  });

  it.each(['drop-reply', 'fail-after'] as const)(
    'goes on with a fulfilment that is only prepared after %s',
    async (fault) => {
      fake.state.faults.plan(fault, 'HubAddFulfillment');
      await expect(shipments.push(ctx, [parcel()])).rejects.toMatchObject({ effect: 'unknown' });
      expect(await find(ctx, [parcel()])).toEqual([{ key: 'CD-1', status: 'absent' }]);
      expect(await shipments.push(ctx, [parcel()])).toMatchObject([{ status: 'done' }]);
      expect(seen()).toMatchObject([{ state: 'Shipped' }]);
    },
  );

  it('goes on after the second step was refused by a broken connection', async () => {
    fake.state.faults.plan('drop-request', 'HubTransitionFulfillment');
    await expect(shipments.push(ctx, [parcel()])).rejects.toMatchObject({ effect: 'unknown' });
    expect(await shipments.push(ctx, [parcel()])).toMatchObject([{ status: 'done' }]);
    expect(seen()).toMatchObject([{ state: 'Shipped' }]);
  });

  it('takes neither another parcel nor a cancelled fulfilment for its own', async () => {
    await shipments.push(ctx, [parcel({ lines: mugs(1) })]);
    expect(await find(ctx, [parcel({ key: 'CD-2', trackingNumber: '1Z998', lines: mugs(1) })])).toEqual([
      { key: 'CD-2', status: 'absent' },
    ]);
    expect(await find(ctx, [parcel({ key: 'CD-3', lines: mugs(2) })])).toEqual([
      { key: 'CD-3', status: 'absent' },
    ]);
    const [made] = order.fulfillments;
    if (made !== undefined) made.state = 'Cancelled';
    expect(await find(ctx, [parcel({ lines: mugs(1) })])).toEqual([{ key: 'CD-1', status: 'absent' }]);
  });

  it('writes two parcels without tracking number that look alike, and refuses a third as already there', async () => {
    const blank = { trackingNumber: null, lines: mugs(1) };
    const results = [];
    for (const key of ['CD-1', 'CD-2', 'CD-3'])
      results.push(...(await shipments.push(ctx, [parcel({ ...blank, key })])));
    expect(results.map(({ status }) => status)).toEqual(['done', 'done', 'already-done']);
    expect(seen().map(({ units }) => units)).toEqual([[1], [1]]);
  });

  it('says when others fulfilled the units before', async () => {
    const [line] = order.lines;
    fake.state.fulfillByStaff([{ orderLineId: line?.id ?? '', quantity: 2 }], 'BY-HAND');
    expect(await shipments.push(ctx, [parcel({ lines: mugs(1) })])).toEqual([
      {
        key: 'CD-1',
        status: 'failed',
        problem: {
          kind: 'rejected',
          code: 'items-already-fulfilled',
          message: 'Vendure refused: One or more OrderItems are already part of a Fulfillment',
          fix: expect.any(String),
        },
      },
    ]);
  });

  it('says when the shop has too little on hand', async () => {
    const [line] = order.lines;
    fake.state.variant(line?.variantId ?? '').stockOnHand = 1;
    const [result] = await shipments.push(ctx, [parcel()]);
    expect(result).toMatchObject({
      status: 'failed',
      problem: { kind: 'rejected', code: 'insufficient-stock-on-hand' },
    });
    expect(seen()).toEqual([]);
  });

  it('says when the shop does not know the order or the line', async () => {
    const [unknown] = await shipments.push(ctx, [parcel({ orderExternalId: '999' })]);
    expect(unknown).toMatchObject({ status: 'failed', problem: { kind: 'rejected', code: 'unknown-order' } });
    expect(await find(ctx, [parcel({ orderExternalId: '999' })])).toMatchObject([{ status: 'absent' }]);
    const line = { lineExternalId: '999', sku: 'MUG', quantity: 1 };
    await expect(shipments.push(ctx, [parcel({ lines: [line] })])).rejects.toMatchObject({
      effect: 'none',
      problem: { kind: 'rejected', code: 'entity-not-found' },
    });
  });

  it('is the only thing that keeps two calls at once apart: Vendure takes both', async () => {
    await Promise.all([shipments.push(ctx, [parcel()]), shipments.push(ctx, [parcel()])]);
    expect(fake.state.accepted('fulfillment-added')).toHaveLength(2);
    expect(await find(ctx, [parcel()])).toMatchObject([{ status: 'found' }]);
  });
});
