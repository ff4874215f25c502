import { canceledOrder, downloadedOrder } from '../testing/downloaded-order';
import { insertTenant, shop, tenant } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { mapMethod } from '../testing/map-method';
import { OrderDriver } from '../testing/order-driver';
import type { SaveOrderRules } from './order-rules.dto';
import { OrderRules } from './order-rules.service';
import { Reevaluation } from './reevaluation.service';

const strict: SaveOrderRules = {
  earliestOrderDate: '2026-03-01T00:00:00Z',
  payments: ['paid'],
  statuses: ['open'],
  unmappedShipMethod: 'hold',
};

describe('order rules', () => {
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

  const save = async (rules: SaveOrderRules) => {
    await ledger.get(OrderRules).save(tenant.accountId, shop, rules);
    await ledger.get(Reevaluation).tick();
  };
  const old = '2026-02-27T08:00:00Z';

  it('has rules for a connection for which nobody set any', async () => {
    expect(await ledger.get(OrderRules).get(tenant.accountId, shop)).toEqual({
      cartConnectionId: shop,
      earliestOrderDate: null,
      payments: ['paid', 'authorized'],
      statuses: ['open'],
      unmappedShipMethod: 'hold',
      reevaluating: false,
    });
    await expect(ledger.get(OrderRules).get(tenant.merchantId, shop)).rejects.toMatchObject({ status: 404 });
  });

  it('skips what is too old or not paid, with the rule in the reason', async () => {
    await save(strict);
    await orders.download(
      downloadedOrder({ number: '1' }),
      downloadedOrder({ number: '2', placedAt: old }),
      downloadedOrder({ number: '3', payment: 'authorized' }),
    );
    const skipped = await ledger.dataSource.query(
      'SELECT number, reason, detail FROM skipped_orders ORDER BY number',
    );
    expect(await orders.states()).toEqual({ '1': 'new' });
    expect(skipped).toEqual([
      {
        number: '2',
        reason: 'too-old',
        detail: 'Placed at 2026-02-27T08:00:00.000Z; the earliest order date is 2026-03-01T00:00:00.000Z.',
      },
      { number: '3', reason: 'not-paid', detail: 'The payment is authorized; the rules load paid.' },
    ]);
  });

  it('loads what the rules let through after they changed, with lines and recipient', async () => {
    await save(strict);
    await orders.download(
      downloadedOrder({ number: '1', placedAt: old, lines: '2 A, 1 B' }),
      downloadedOrder({ number: '2', payment: 'unpaid' }),
      canceledOrder({ number: '3', revision: 1 }),
    );
    await save({ ...strict, earliestOrderDate: null });
    expect([await orders.states(), await orders.skipped()]).toEqual([
      { '1': 'new' },
      { '2': 'not-paid', '3': 'canceled' },
    ]);
    const order = await orders.order('1');
    expect(order.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['A', 2],
      ['B', 1],
    ]);
    expect(order.recipient?.name).toBe('Ada Example');
    expect((await ledger.get(OrderRules).get(tenant.accountId, shop)).reevaluating).toBe(false);
  });

  it('looks again at more orders than one transaction takes', async () => {
    await save(strict);
    const numbers = Array.from({ length: 560 }, (_, index) => String(index));
    await orders.download(...numbers.map((number) => downloadedOrder({ number, placedAt: old })));
    await save({ ...strict, earliestOrderDate: null });
    expect(Object.values(await orders.states())).toEqual(numbers.map(() => 'new'));
    expect(await orders.skipped()).toEqual({});
  });

  it('leaves orders that were loaded before as they are', async () => {
    await orders.download(downloadedOrder({ number: '1', placedAt: old }));
    await save(strict);
    expect(await orders.states()).toEqual({ '1': 'new' });
  });
});
