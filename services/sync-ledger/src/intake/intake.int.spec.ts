import { WorkReady } from '@crossdock/domain';
import { ada, canceledOrder, downloadedOrder } from '../testing/downloaded-order';
import { insertTenant, market, shop, tenant } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { deliveredAs, OrderDriver } from '../testing/order-driver';
import { mapMethod } from '../testing/map-method';

describe('intake of orders', () => {
  let ledger: LedgerFixture;
  let orders: OrderDriver;

  beforeAll(async () => {
    ledger = await ledgerFixture();
    orders = new OrderDriver(ledger);
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
    await mapMethod(ledger, 'EXPRESS', 'UPS-2D');
  });
  afterAll(() => ledger?.close());

  it('loads an order with its lines, its method mapped and its recipient sealed', async () => {
    await orders.download(downloadedOrder({ number: '1', lines: '2 A, 1 B' }));
    const order = await orders.order('1');
    expect(order).toEqual({
      id: expect.any(String),
      merchantId: tenant.merchantId,
      cartConnectionId: shop,
      externalId: 'ext-1',
      number: '1',
      reference: expect.stringMatching(/^CD.{12}$/),
      state: 'new',
      reason: null,
      reasonDetail: null,
      cancelState: null,
      cartStatus: 'open',
      payment: 'paid',
      vendorStatus: 'Open',
      shipMethod: { code: 'EXPRESS', name: 'Express' },
      wmsMethod: { code: 'UPS-2D', name: 'UPS-2D' },
      total: { amount: '10.00', currency: 'EUR' },
      country: 'US',
      region: 'Oregon',
      wmsOrderId: null,
      wmsOrderNumber: null,
      placedAt: '2026-03-02T08:00:00.000Z',
      loadedAt: ledger.clock.now().toISOString(),
      deliveredAt: null,
      shippedAt: null,
      confirmedAt: null,
      canceledAt: null,
      updatedAt: ledger.clock.now().toISOString(),
      recipient: ada,
      shipments: [],
      lines: [
        {
          id: expect.any(String),
          externalId: 'L1',
          sku: 'A',
          name: 'A',
          quantity: 2,
          unitPrice: '5.00',
          shippedQuantity: 0,
        },
        {
          id: expect.any(String),
          externalId: 'L2',
          sku: 'B',
          name: 'B',
          quantity: 1,
          unitPrice: '5.00',
          shippedQuantity: 0,
        },
      ],
    });
    const stored = await ledger.dataSource.query('SELECT o::text FROM orders o');
    expect(JSON.stringify(stored)).not.toMatch(/Ada|Sample|example\.com/);
  });

  it('takes 250 orders in one batch and signals once per target', async () => {
    const numbers = Array.from({ length: 250 }, (_, index) => String(index + 1));
    await ledger.told(WorkReady);
    await orders.download(...numbers.map((number) => downloadedOrder({ number })));
    expect(Object.values(await orders.states())).toEqual(numbers.map(() => 'new'));
    const signals = await ledger.told(WorkReady);
    expect(signals.map((signal) => [signal.function, signal.targetId])).toEqual([
      ['order-delivery', tenant.merchantId],
      ['inventory-upload', shop],
      ['inventory-upload', market],
    ]);
  });

  it('gives every order it leaves out a reason, and counts none twice', async () => {
    const batch = [
      downloadedOrder({ number: '1' }),
      downloadedOrder({ number: '2', payment: 'unpaid' }),
      downloadedOrder({ number: '3', status: 'on_hold' }),
      downloadedOrder({ number: '4', lines: '0 A' }),
      downloadedOrder({ number: '5', to: null }),
      downloadedOrder({ number: '6', status: 'fulfilled' }),
      canceledOrder({ number: '7', revision: 1 }),
    ];
    await orders.download(...batch);
    await orders.download(...batch);
    expect({ loaded: await orders.states(), skipped: await orders.skipped() }).toEqual({
      loaded: { '1': 'new' },
      skipped: {
        '2': 'not-paid',
        '3': 'status-filtered',
        '4': 'nothing-to-ship',
        '5': 'no-address',
        '6': 'already-fulfilled',
        '7': 'canceled',
      },
    });
  });

  it('loads a skipped order as soon as it is paid and takes it off the list', async () => {
    await orders.download(downloadedOrder({ number: '1', payment: 'unpaid' }));
    await orders.download(downloadedOrder({ number: '1', revision: 2 }));
    expect([await orders.states(), await orders.skipped()]).toEqual([{ '1': 'new' }, {}]);
  });

  it('replaces an order that was not sent, keeping the ids of lines that stay', async () => {
    await orders.download(downloadedOrder({ number: '1', lines: '2 A, 1 B' }));
    const before = await orders.order('1');
    const moved = { ...ada, city: 'Newtown' };
    await orders.download(
      downloadedOrder({
        number: '1',
        revision: 2,
        lines: '3 A',
        total: { amount: '15.00', currency: 'EUR' },
        to: moved,
      }),
    );
    const after = await orders.order('1');
    expect(after).toEqual({
      ...before,
      total: { amount: '15.00', currency: 'EUR' },
      lines: [{ ...before.lines[0], quantity: 3 }],
      recipient: moved,
    });
    expect(await orders.timeline('1')).toEqual(['loaded', 'ready']);
  });

  it('never lets an older revision overwrite a newer one, within a batch or after it', async () => {
    await orders.download(
      downloadedOrder({ number: '1', revision: 3, lines: '3 A' }),
      downloadedOrder({ number: '1', revision: 2, lines: '2 A' }),
    );
    await orders.download(downloadedOrder({ number: '1', revision: 1, lines: '1 A' }));
    await orders.download(canceledOrder({ number: '1', revision: 2 }));
    expect((await orders.order('1')).lines.map(({ quantity }) => quantity)).toEqual([3]);
    expect(await orders.states()).toEqual({ '1': 'new' });
  });

  it('keeps orders with the same number of two carts apart', async () => {
    await mapMethod(ledger, 'EXPRESS', 'UPS-2D', market);
    await orders.download(downloadedOrder({ number: '1' }), downloadedOrder({ number: '1', cart: market }));
    const rows = await ledger.dataSource.query(
      'SELECT cart_connection_id AS cart, state FROM orders ORDER BY 1',
    );
    expect(rows).toEqual([
      { cart: shop, state: 'new' },
      { cart: market, state: 'new' },
    ]);
  });

  it('keeps what the warehouse has when the cart changes later, and says so until that is settled', async () => {
    await orders.download(downloadedOrder({ number: '1', lines: '2 A' }));
    await orders.runDelivery();
    const { id: orderId, lines } = await orders.order('1');
    await orders.download(
      downloadedOrder({ number: '1', revision: 2, lines: '1 A', to: { ...ada, city: 'Newtown' } }),
    );
    await orders.verdicts(deliveredAs('SO1', { orderId, runId: null, attempt: 1 }));
    expect(await orders.order('1')).toMatchObject({ state: 'at_wms', lines, recipient: ada });
    expect(await orders.timeline('1')).toEqual(['loaded', 'sending', 'changed-late', 'delivered']);
    expect(await orders.alerts()).toEqual(['changed-after-delivery x 1']);
    await orders.download(downloadedOrder({ number: '1', revision: 3, lines: '2 A' }));
    expect(await orders.alerts()).toEqual([]);
  });

  it('takes no notice of what the warehouse need not know', async () => {
    await orders.download(downloadedOrder({ number: '1' }));
    await orders.runDelivery();
    await orders.download(downloadedOrder({ number: '1', revision: 2, vendorStatus: 'Partially delivered' }));
    expect(await orders.order('1')).toMatchObject({ state: 'sending', vendorStatus: 'Partially delivered' });
    expect([await orders.timeline('1'), await orders.alerts()]).toEqual([['loaded', 'sending'], []]);
  });

  it('holds an order with a line without SKU until the cart names it', async () => {
    await orders.download(downloadedOrder({ number: '1', lines: '1 ' }));
    expect([await orders.states(), await orders.alerts()]).toEqual([
      { '1': 'held: sku-missing' },
      ['sku-missing x 1'],
    ]);
    await orders.download(downloadedOrder({ number: '1', revision: 2, lines: '1 A' }));
    expect([await orders.states(), await orders.alerts()]).toEqual([{ '1': 'new' }, []]);
  });

  it('holds a loaded order that is refunded and ends one that was fulfilled outside', async () => {
    await orders.download(downloadedOrder({ number: '1' }), downloadedOrder({ number: '2' }));
    await orders.download(
      downloadedOrder({ number: '1', revision: 2, payment: 'refunded' }),
      downloadedOrder({ number: '2', revision: 2, status: 'fulfilled' }),
    );
    expect(await orders.states()).toEqual({ '1': 'held: not-paid', '2': 'canceled: already-fulfilled' });
  });
});
