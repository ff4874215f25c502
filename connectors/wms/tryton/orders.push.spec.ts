import { testConnection, type TestConnection } from './fake/test-connection';
import { testOrder } from './fake/test-order';
import { findOrders, pushOrders } from './orders.push';

const CREATE = 'model.stock.shipment.out.create';
const WAIT = 'model.stock.shipment.out.wait';
const CREATE_PARTY = 'model.party.party.create';

describe('delivering orders to Tryton', () => {
  let connection: TestConnection;
  beforeEach(async () => {
    connection = await testConnection();
  });
  afterEach(() => connection.fake.close());

  const receipt = (id: number) => ({ wmsOrderId: String(id), wmsOrderNumber: String(id) });

  it('makes a customer shipment of each and hands it to the warehouse', async () => {
    const { fake, ctx } = connection;
    expect(await pushOrders(ctx, [testOrder('CD1'), testOrder('CD2')])).toEqual([
      { key: 'CD1', status: 'done', receipt: receipt(1) },
      { key: 'CD2', status: 'done', receipt: receipt(2) },
    ]);
    expect(fake.state.shipments('CD1')).toEqual([
      {
        id: 1,
        number: '1',
        reference: 'CD1',
        state: 'waiting',
        recipient: 'Ana Diaz',
        address: 'Acme Inc\n1 Main St\nFloor 2, 95113, San Jose',
        carrier: null,
        units: { MUG: 2, TEA: 1 },
        parcels: [],
      },
    ]);
  });

  it('makes no second shipment, although Tryton would take it', async () => {
    const { fake, ctx } = connection;
    await pushOrders(ctx, [testOrder('CD1')]);
    expect(await pushOrders(ctx, [testOrder('CD1'), testOrder('CD2')])).toEqual([
      { key: 'CD1', status: 'already-done', receipt: receipt(1) },
      { key: 'CD2', status: 'done', receipt: receipt(2) },
    ]);
    expect(fake.state.acceptedOrders()).toBe(2);
  });

  it('creates a batch in one call', async () => {
    const { ctx } = connection;
    await pushOrders(
      ctx,
      Array.from({ length: 25 }, (_, i) => testOrder(`CD${i}`)),
    );
    expect(ctx.calls.filter((method) => [CREATE_PARTY, CREATE, WAIT].includes(method))).toEqual([
      CREATE_PARTY,
      CREATE,
      WAIT,
    ]);
  });

  it('tells apart what is wrong with each order and delivers the others', async () => {
    const { ctx } = connection;
    const { shipTo, lines } = testOrder('CD0');
    const results = await pushOrders(ctx, [
      testOrder('CD1', { lines: [{ ...lines[0]!, sku: 'NOPE' }] }),
      testOrder('CD2', { lines: [{ ...lines[0]!, quantity: 0.5 }] }),
      testOrder('CD3', { shipTo: { ...shipTo, country: 'ZZ' } }),
      testOrder('CD4'),
    ]);
    expect(results).toEqual([
      {
        key: 'CD1',
        status: 'failed',
        problem: {
          kind: 'rejected',
          code: 'unknown-sku',
          message: 'Tryton has no product with the code "NOPE".',
          fix: expect.any(String),
        },
      },
      {
        key: 'CD2',
        status: 'failed',
        problem: {
          kind: 'rejected',
          code: 'refused-by-tryton',
          message: expect.stringContaining('exceeds the limit'),
        },
      },
      { key: 'CD3', status: 'failed', problem: expect.objectContaining({ code: 'unknown-country' }) },
      { key: 'CD4', status: 'done', receipt: expect.anything() },
    ]);
  });

  it('does not guess between two products with one code', async () => {
    const { fake, ctx } = connection;
    fake.state.addProduct({ sku: 'MUG', name: 'Another mug', stockOnHand: 1 });
    expect(await pushOrders(ctx, [testOrder('CD1')])).toMatchObject([
      { status: 'failed', problem: { code: 'ambiguous-sku' } },
    ]);
  });

  it('finds nothing before and the shipment after', async () => {
    const { ctx } = connection;
    const orders = [testOrder('CD1'), testOrder('CD2')];
    await pushOrders(ctx, [orders[1]!]);
    expect(await findOrders(ctx, orders)).toEqual([
      { key: 'CD1', status: 'absent' },
      { key: 'CD2', status: 'found', receipt: receipt(1) },
    ]);
  });

  it.each([
    ['after the party', CREATE_PARTY, 'drop-reply'],
    ['after the draft', CREATE, 'drop-reply'],
    ['before the draft is handed over', WAIT, 'drop-request'],
    ['after it was handed over', WAIT, 'drop-reply'],
    ['with a server error after the draft', CREATE, 'fail-after'],
  ] as const)('continues a creation that broke off %s', async (_, method, fault) => {
    const { fake, ctx } = connection;
    fake.state.faults.plan(fault, method);
    await expect(pushOrders(ctx, [testOrder('CD1')])).rejects.toMatchObject({
      problem: { kind: 'transient' },
      effect: 'unknown',
    });
    const [found] = await findOrders(ctx, [testOrder('CD1')]);
    expect(found?.status).toBe(method === WAIT && fault === 'drop-reply' ? 'found' : 'absent');
    expect(await pushOrders(ctx, [testOrder('CD1')])).toMatchObject([{ key: 'CD1', receipt: receipt(1) }]);
    expect(fake.state.shipments()).toMatchObject([{ reference: 'CD1', state: 'waiting' }]);
  });

  it('does not deliver again what the warehouse has cancelled', async () => {
    const { fake, ctx } = connection;
    await pushOrders(ctx, [testOrder('CD1')]);
    fake.state.cancel(1);
    expect(await findOrders(ctx, [testOrder('CD1')])).toEqual([{ key: 'CD1', status: 'absent' }]);
    expect(await pushOrders(ctx, [testOrder('CD1')])).toMatchObject([
      { status: 'failed', problem: { kind: 'rejected', code: 'canceled-at-warehouse' } },
    ]);
    expect(fake.state.acceptedOrders()).toBe(1);
  });

  it('delivers with a phone number that Tryton finds wrong', async () => {
    const { fake, ctx } = connection;
    fake.state.refusedPhone = '+1 408 555 0100';
    expect(await pushOrders(ctx, [testOrder('CD1')])).toMatchObject([{ key: 'CD1', status: 'done' }]);
  });

  it('repeats no personal data of a refusal', async () => {
    const { fake, ctx } = connection;
    fake.state.refusal = 'Ana Diaz, 1 Main St, owes us money.';
    expect(await pushOrders(ctx, [testOrder('CD1')])).toEqual([
      {
        key: 'CD1',
        status: 'failed',
        problem: { kind: 'rejected', code: 'refused-by-tryton', message: '***, ***, owes us money.' },
      },
    ]);
  });
});
