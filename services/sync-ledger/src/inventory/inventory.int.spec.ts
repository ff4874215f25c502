import { InventoryRetrieved, WorkReady, type EventOf, type PayloadOf } from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';
import { insertOrder, insertTenant, market, shop, tenant, wms } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { CartStock } from './cart-stock.service';
import { InventoryIntake } from './inventory-intake.service';
import { ProductList } from './product-list.service';

type Snapshot = Partial<PayloadOf<typeof InventoryRetrieved>> & {
  levels: PayloadOf<typeof InventoryRetrieved>['levels'];
};

describe('inventory', () => {
  let ledger: LedgerFixture;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
  });
  afterAll(() => ledger?.close());

  /** `A 10, B@West 3`: available and on hand, in East unless told. */
  const levels = (text: string): Snapshot['levels'] =>
    text.split(', ').flatMap((part) => {
      const [place = '', quantity] = part.split(' ');
      const [sku = '', warehouse = 'East'] = place.split('@');
      return sku === '' ? [] : [{ sku, warehouse, onHand: Number(quantity), available: Number(quantity) }];
    });
  const chunk = (text: string, more: Partial<Snapshot> = {}): EventOf<typeof InventoryRetrieved> =>
    InventoryRetrieved.create(
      {
        ...tenant,
        wmsConnectionId: wms,
        connector: 'depot',
        runId: null,
        snapshotId: uuidv7(),
        asOf: '2026-03-02T12:00:00Z',
        chunk: 1,
        last: true,
        coverage: 'full',
        levels: levels(text),
        ...more,
      },
      ledger.clock.now(),
    );
  const take = (...events: EventOf<typeof InventoryRetrieved>[]) =>
    ledger.tx((tx) => ledger.get(InventoryIntake).take(tx, events));
  const available = async () => {
    const { items } = await ledger.get(ProductList).stock(tenant.accountId, { limit: 50 });
    return Object.fromEntries(items.map(({ sku, available: quantity }) => [sku, quantity]));
  };
  /** What the shop should show, with the version. */
  const wanted = async (cart = shop) => {
    await ledger.get(CartStock).refresh();
    const rows: { sku: string; wanted: number; version: number }[] = await ledger.dataSource.query(
      'SELECT sku, wanted, version FROM cart_stock WHERE cart_connection_id = $1 ORDER BY sku',
      [cart],
    );
    return Object.fromEntries(rows.map(({ sku, wanted: quantity, version }) => [sku, [quantity, version]]));
  };
  const signals = async () =>
    (await ledger.told(WorkReady)).map(({ function: fn, targetId }) => [fn, targetId]);

  describe('snapshots', () => {
    it('makes products and levels appear and calls for an upload to every cart', async () => {
      await take(chunk('A 10, A@West 5, B 3'));
      expect(await wanted()).toEqual({ A: [15, 1], B: [3, 1] });
      expect(await signals()).toEqual([
        ['inventory-upload', shop],
        ['inventory-upload', market],
      ]);
      const list = ledger.get(ProductList);
      expect((await list.products(tenant.accountId, { limit: 1 })).items).toEqual([
        { merchantId: tenant.merchantId, sku: 'A', firstSeenAt: ledger.clock.now().toISOString() },
      ]);
      expect((await list.stock(tenant.accountId, { limit: 50, sku: 'A' })).items).toEqual([
        {
          merchantId: tenant.merchantId,
          sku: 'A',
          levels: ['East', 'West'].map((warehouse, index) => ({
            wmsConnectionId: wms,
            warehouse,
            onHand: [10, 5][index],
            available: [10, 5][index],
            asOf: '2026-03-02T12:00:00+00:00',
          })),
          available: 15,
          promised: 0,
          shown: 15,
          carts: [shop, market].map((cartConnectionId) => ({
            cartConnectionId,
            wanted: 15,
            version: 1,
            sent: null,
            state: 'to_send',
            problem: null,
          })),
        },
      ]);
      expect((await list.stock(tenant.merchantId, { limit: 50 })).items).toEqual([]);
    });

    it('writes nothing and sends nothing when nothing changed', async () => {
      await take(chunk('A 10, B 3'));
      await wanted();
      await signals();
      const rows = () => ledger.dataSource.query('SELECT sku, xmin, ctid FROM stock_levels ORDER BY sku');
      const before = await rows();
      await take(chunk('A 10, B 3', { asOf: '2026-03-02T12:30:00Z' }));
      expect(await rows()).toEqual(before);
      expect(await wanted()).toEqual({ A: [10, 1], B: [3, 1] });
      expect(await signals()).toEqual([]);
    });

    it('never lets an older snapshot overwrite a newer one, also where the newer one changed nothing', async () => {
      await take(chunk('A 10, B 3', { asOf: '2026-03-02T12:00:00Z' }));
      await take(chunk('A 10, B 7', { asOf: '2026-03-02T12:30:00Z' }));
      await take(chunk('A 4, B 4', { asOf: '2026-03-02T12:15:00Z' }));
      expect(await available()).toEqual({ A: 10, B: 7 });
    });

    it('takes several snapshots of one batch in the order of their instants', async () => {
      await take(
        chunk('A 3', { asOf: '2026-03-02T12:30:00Z' }),
        chunk('A 2', { asOf: '2026-03-02T12:10:00Z' }),
        chunk('A 1', { asOf: '2026-03-02T12:20:00Z' }),
      );
      expect(await available()).toEqual({ A: 3 });
    });

    it('sets absent SKUs to zero once every chunk is here, in whatever order they come', async () => {
      await take(chunk('A 10, B 3, C 1, C@West 2'));
      const snapshotId = uuidv7();
      const part = (text: string, number: number, last = false) =>
        chunk(text, { snapshotId, chunk: number, last, asOf: '2026-03-02T12:30:00Z' });
      await take(part('C 1', 3, true));
      await take(part('A 11', 1));
      expect(await available()).toEqual({ A: 11, B: 3, C: 3 });
      await take(part('A 11', 1), part('D 4', 2));
      expect(await available()).toEqual({ A: 11, B: 0, C: 1, D: 4 });
      expect(await wanted()).toEqual({ A: [11, 1], B: [0, 1], C: [1, 1], D: [4, 1] });
      expect(await ledger.dataSource.query('SELECT FROM stock_snapshot_chunks')).toEqual([]);
    });

    it('does not take a snapshot for whole that a newer one overtook', async () => {
      await take(chunk('A 10, B 3'));
      const snapshotId = uuidv7();
      const old = { snapshotId, asOf: '2026-03-02T12:30:00Z' };
      await take(chunk('A 1', { ...old, chunk: 1, last: false }));
      await take(chunk('A 2, B 2', { asOf: '2026-03-02T12:40:00Z', chunk: 1, last: false }));
      await take(chunk('', { ...old, chunk: 2, last: true }));
      expect(await available()).toEqual({ A: 2, B: 2 });
    });

    it('leaves unlisted SKUs alone where only changes are listed', async () => {
      await take(chunk('A 10, B 3', { coverage: 'changes' }));
      await take(chunk('B 5', { coverage: 'changes', asOf: '2026-03-02T12:30:00Z' }));
      expect(await available()).toEqual({ A: 10, B: 5 });
    });

    it('takes a chunk of two thousand levels', async () => {
      const many = Array.from({ length: 2000 }, (_, n) => `S${n} ${n}`).join(', ');
      await take(chunk(many));
      expect(Object.keys(await wanted())).toHaveLength(2000);
    });
  });

  describe('what carts show', () => {
    it('takes off what was ordered after the snapshot in any cart, before the warehouse sees it', async () => {
      await take(chunk('X 10'));
      expect(await wanted()).toEqual({ X: [10, 1] });
      await insertOrder(ledger.dataSource, { number: '1', lines: '3 X', state: 'new' });
      await insertOrder(ledger.dataSource, { number: '2', lines: '2 X', state: 'held', cart: market });
      expect([await wanted(shop), await wanted(market)]).toEqual([{ X: [5, 2] }, { X: [5, 2] }]);
      expect((await signals()).length).toBe(4);
      expect(await wanted()).toEqual({ X: [5, 2] });
      expect(await signals()).toEqual([]);
    });

    it.each<[string, Parameters<typeof insertOrder>[1]['state'] & string, string | null, number]>([
      ['a new order', 'new', null, 7],
      ['a held order', 'held', null, 7],
      ['an order on its way', 'sending', null, 7],
      ['an order that the warehouse refused', 'error', null, 7],
      ['an order accepted after the snapshot', 'at_wms', '2026-03-02T12:00:01Z', 7],
      ['an order shipped after the snapshot', 'confirmed', '2026-03-02T12:00:01Z', 7],
      ['an order accepted before the snapshot', 'at_wms', '2026-03-02T11:59:59Z', 10],
      ['a canceled order', 'canceled', null, 10],
    ])('accounts for %s', async (_, state, deliveredAt, shown) => {
      await take(chunk('X 10'));
      await insertOrder(ledger.dataSource, { number: '1', lines: '3 X', state, deliveredAt });
      expect(await wanted()).toEqual({ X: [shown, 1] });
    });

    it('gives back what a canceled order had taken, and keeps it off when the order is accepted', async () => {
      await take(chunk('X 10, Y 10'));
      const canceled = await insertOrder(ledger.dataSource, { number: '1', lines: '3 X', state: 'new' });
      const accepted = await insertOrder(ledger.dataSource, { number: '2', lines: '4 Y', state: 'sending' });
      expect(await wanted()).toEqual({ X: [7, 1], Y: [6, 1] });
      await ledger.dataSource.query(`UPDATE orders SET state = 'canceled' WHERE id = $1`, [canceled.id]);
      await ledger.dataSource.query(`UPDATE orders SET state = 'at_wms', delivered_at = $2 WHERE id = $1`, [
        accepted.id,
        '2026-03-02T12:10:00Z',
      ]);
      expect(await wanted()).toEqual({ X: [10, 2], Y: [6, 1] });
    });

    it('counts an order once when the next snapshot accounts for it, even if the figure stays the same', async () => {
      await take(chunk('X 10'));
      await insertOrder(ledger.dataSource, {
        number: '1',
        lines: '3 X',
        deliveredAt: '2026-03-02T12:10:00Z',
      });
      expect(await wanted()).toEqual({ X: [7, 1] });
      await take(chunk('X 10', { asOf: '2026-03-02T12:30:00Z' }));
      expect(await wanted()).toEqual({ X: [10, 2] });
    });

    it('never shows less than nothing', async () => {
      await take(chunk('X 2, Y -4'));
      await insertOrder(ledger.dataSource, { number: '1', lines: '5 X', state: 'new' });
      expect(await wanted()).toEqual({ X: [0, 1], Y: [0, 1] });
    });

    it('follows quantities that are edited and lines that go', async () => {
      await take(chunk('X 10, Y 10'));
      await insertOrder(ledger.dataSource, { number: '1', lines: '5 X, 1 Y', state: 'new' });
      await wanted();
      await ledger.dataSource.query(`UPDATE order_lines SET quantity = 2 WHERE sku = 'X'`);
      await ledger.dataSource.query(`DELETE FROM order_lines WHERE sku = 'Y'`);
      expect(await wanted()).toEqual({ X: [8, 2], Y: [10, 2] });
    });

    it('gives a new cart the stock of every product', async () => {
      await take(chunk('X 10, Y 2'));
      await wanted();
      const added = uuidv7();
      await ledger.dataSource.query(
        `INSERT INTO cart_connections (id, account_id, merchant_id, connector, name, state, revision)
         VALUES ($1, $2, $3, 'shop', 'Third', 'active', 1)`,
        [added, tenant.accountId, tenant.merchantId],
      );
      expect(await wanted(added)).toEqual({ X: [10, 1], Y: [2, 1] });
    });

    it('loses no order when many carts and two workers compute at once', async () => {
      await take(chunk('X 100'));
      const orders = Array.from({ length: 20 }, async (_, n) => {
        await insertOrder(ledger.dataSource, { number: String(n), lines: '1 X', state: 'new' });
        await ledger.get(CartStock).refresh();
      });
      await Promise.all(orders);
      const shown = await wanted();
      expect(shown['X']?.[0]).toBe(80);
    });
  });
});
