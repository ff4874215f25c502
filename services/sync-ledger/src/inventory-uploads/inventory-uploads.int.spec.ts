import {
  InventoryUploaded,
  InventoryUploadFailed,
  InventoryUploadRequested,
  SyncRunFinished,
  WorkReady,
  type PayloadOf,
  type Problem,
} from '@crossdock/domain';
import { HandlerContext } from '@crossdock/messaging';
import { v7 as uuidv7 } from 'uuid';
import { AlertList } from '../alerts/alert-list.service';
import { CartStock } from '../inventory/cart-stock.service';
import { ProductList } from '../inventory/product-list.service';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { insertOrder, insertTenant, market, shop, tenant, wms } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { StockDispatcher } from './stock-dispatcher.service';
import { StockReset } from './stock-reset.service';
import { StockVerdictsHandler } from './stock-verdicts.handler';

type Request = PayloadOf<typeof InventoryUploadRequested>;
const unknown: Problem = { kind: 'rejected', code: 'unknown-sku', message: 'No such SKU.' };

describe('inventory upload', () => {
  let ledger: LedgerFixture;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
  });
  afterAll(() => ledger?.close());

  /** Sets levels as of 08:00 and marks them, as a snapshot does. */
  const stock = async (levels: Record<string, number>) => {
    const { accountId, merchantId } = tenant;
    await ledger.dataSource.query(
      `INSERT INTO stock_levels AS l (wms_connection_id, sku, warehouse, account_id, merchant_id, on_hand, available, as_of)
       SELECT $1, sku, 'East', $2, $3, quantity, quantity, '2026-03-02T08:00:00Z'
       FROM unnest($4::text[], $5::int[]) AS l (sku, quantity)
       ON CONFLICT (wms_connection_id, sku, warehouse) DO UPDATE SET available = excluded.available`,
      [wms, accountId, merchantId, Object.keys(levels), Object.values(levels)],
    );
    await ledger.dataSource.query(
      `INSERT INTO products SELECT $2, sku, $1, now() FROM unnest($3::text[]) AS s (sku) ON CONFLICT DO NOTHING`,
      [accountId, merchantId, Object.keys(levels)],
    );
    await ledger.dataSource.query(
      'INSERT INTO stock_marks (merchant_id, sku) SELECT $1, sku FROM unnest($2::text[]) AS s (sku)',
      [merchantId, Object.keys(levels)],
    );
  };
  const run = async (targetId = shop): Promise<Request[]> => {
    await ledger.tx((tx) =>
      ledger.get(LedgerRuns).open(tx, {
        ...tenant,
        runId: uuidv7(),
        function: 'inventory-upload',
        targetKind: 'cart_connection',
        targetId,
        connector: 'shop',
        trigger: 'schedule',
      }),
    );
    await ledger.get(StockDispatcher).tick();
    return ledger.told(InventoryUploadRequested);
  };
  const itemsOf = (requests: readonly Request[]) =>
    Object.fromEntries(requests.flatMap(({ items }) => items).map(({ sku, quantity }) => [sku, quantity]));
  const accept = ({ items, ...request }: Request, tries = 1) =>
    InventoryUploaded.create({ ...request, tries, items }, ledger.clock.now());
  const refuse = ({ items, ...request }: Request, problem: Problem, final = true) =>
    InventoryUploadFailed.create(
      {
        ...request,
        tries: 1,
        items: items.map((item) => ({ ...item, problem, final, nextAttemptAt: null })),
      },
      ledger.clock.now(),
    );
  const hear = (...events: (ReturnType<typeof accept> | ReturnType<typeof refuse>)[]) =>
    ledger.tx((tx) =>
      ledger.get(StockVerdictsHandler).onVerdicts(events, new HandlerContext(tx, 'sync-ledger', 'test')),
    );
  const atShop = async (sku: string) => {
    const { items } = await ledger.get(ProductList).stock(tenant.accountId, { limit: 50, sku });
    const cart = items[0]?.carts.find(({ cartConnectionId }) => cartConnectionId === shop);
    return cart && { wanted: cart.wanted, sent: cart.sent?.quantity ?? null, state: cart.state };
  };
  const finished = async () =>
    (await ledger.told(SyncRunFinished)).map(({ outcome, counts }) => [outcome, counts.done, counts.failed]);
  const openAlerts = async () => {
    const { items } = await ledger.get(AlertList).page(tenant.accountId, { limit: 50, state: 'open' });
    return items.map(({ kind, subject, detail, items: count }) => ({ kind, subject, detail, count }));
  };

  it('sends what was ordered after the snapshot as taken, to both carts, and nothing without news', async () => {
    await stock({ X: 10 });
    for (const cart of [shop, market]) await hear(...(await run(cart)).map((request) => accept(request)));
    await insertOrder(ledger.dataSource, { number: '1', lines: '3 X', state: 'new' });
    await insertOrder(ledger.dataSource, { number: '2', lines: '2 X', state: 'new', cart: market });
    const [toShop, toMarket] = [await run(shop), await run(market)];
    expect([itemsOf(toShop), itemsOf(toMarket)]).toEqual([{ X: 5 }, { X: 5 }]);
    await hear(...[...toShop, ...toMarket].map((request) => accept(request)));
    expect(await atShop('X')).toEqual({ wanted: 5, sent: 5, state: 'sent' });
    await finished();
    expect([await run(shop), await run(market)]).toEqual([[], []]);
    expect(await finished()).toEqual([
      ['succeeded', 0, 0],
      ['succeeded', 0, 0],
    ]);
  });

  it('asks in batches of a hundred and ends the run with the last verdict', async () => {
    await stock(Object.fromEntries(Array.from({ length: 1250 }, (_, n) => [`S${n}`, n])));
    const requests = await run();
    expect(requests.map(({ items }) => items.length)).toEqual([...Array<number>(12).fill(100), 50]);
    expect(requests[0]).toEqual({
      ...tenant,
      cartConnectionId: shop,
      connector: 'shop',
      runId: expect.any(String),
      batchId: expect.any(String),
      items: expect.arrayContaining([{ sku: 'S0', quantity: 0, version: 1 }]),
    });
    await hear(...requests.slice(1).map((request) => accept(request)));
    expect(await finished()).toEqual([]);
    await hear(accept(requests[0]!));
    expect(await finished()).toEqual([['succeeded', 1250, 0]]);
  });

  it('sends only what changed', async () => {
    await stock({ X: 10, Y: 4 });
    await hear(...(await run()).map((request) => accept(request)));
    await stock({ X: 9, Y: 4 });
    expect(itemsOf(await run())).toEqual({ X: 9 });
  });

  it('never takes the verdict on an older version for the newer one', async () => {
    await stock({ X: 10 });
    const [first] = await run();
    await stock({ X: 3 });
    const [second] = await run();
    await hear(accept(second!));
    await hear(accept(first!), refuse(first!, unknown));
    expect(await atShop('X')).toEqual({ wanted: 3, sent: 3, state: 'sent' });
    expect(await openAlerts()).toEqual([]);
  });

  it('leaves a SKU alone that the store does not have, until it is reset', async () => {
    await stock({ X: 10, Y: 10 });
    await hear(...(await run()).map((request) => refuse(request, unknown)));
    expect(await finished()).toEqual([['partial', 0, 2]]);
    expect(await openAlerts()).toEqual([
      { kind: 'sku-not-in-cart', subject: shop, detail: 'Y: No such SKU.', count: 2 },
    ]);
    await stock({ X: 7 });
    expect(await run()).toEqual([]);
    expect(await atShop('X')).toEqual({ wanted: 7, sent: null, state: 'not_in_cart' });
    const reset = ledger.get(StockReset);
    await expect(reset.reset(tenant.merchantId, shop, null)).rejects.toMatchObject({ status: 404 });
    await ledger.told(WorkReady);
    expect(await reset.reset(tenant.accountId, shop, ['X', 'unheard-of'])).toBe(1);
    expect((await ledger.told(WorkReady)).map(({ targetId }) => targetId)).toEqual([shop]);
    const again = await run();
    expect(itemsOf(again)).toEqual({ X: 7 });
    await hear(...again.map((request) => accept(request)));
    expect(await openAlerts()).toMatchObject([{ kind: 'sku-not-in-cart', count: 1 }]);
    expect(await reset.reset(tenant.accountId, shop, null)).toBe(1);
    expect([itemsOf(await run()), await openAlerts()]).toEqual([{ Y: 10 }, []]);
  });

  it('sends a SKU again that appears on an order of that cart', async () => {
    await stock({ X: 10 });
    await hear(...(await run()).map((request) => refuse(request, unknown)));
    await insertOrder(ledger.dataSource, { number: '1', lines: '1 X', state: 'new', cart: market });
    expect(await run()).toEqual([]);
    await insertOrder(ledger.dataSource, { number: '2', lines: '1 X', state: 'new' });
    await ledger.get(CartStock).refresh();
    expect(await openAlerts()).toEqual([]);
    expect(itemsOf(await run())).toEqual({ X: 8 });
  });

  it('sends what the store refused again when the quantity changes', async () => {
    await stock({ X: 10 });
    const refused: Problem = { kind: 'rejected', code: 'not-tracked', message: 'Stock is not tracked.' };
    await hear(...(await run()).map((request) => refuse(request, refused)));
    expect([await run(), await atShop('X')]).toEqual([[], { wanted: 10, sent: null, state: 'refused' }]);
    expect(await openAlerts()).toMatchObject([{ kind: 'stock-upload-failed', count: 1 }]);
    await stock({ X: 9 });
    const again = await run();
    expect(itemsOf(again)).toEqual({ X: 9 });
    await hear(...again.map((request) => accept(request)));
    expect([await atShop('X'), await openAlerts()]).toEqual([{ wanted: 9, sent: 9, state: 'sent' }, []]);
  });

  it('waits for the gateway that tries again, and asks it nothing twice', async () => {
    await stock({ X: 10 });
    const down: Problem = { kind: 'transient', code: 'http-503', message: 'Down.' };
    const [request] = await run();
    await hear(refuse(request!, down, false));
    expect([await finished(), await run()]).toEqual([[['failed', 0, 1]], []]);
    expect(await atShop('X')).toEqual({ wanted: 10, sent: null, state: 'requested' });
    await hear(accept(request!, 2));
    expect(await atShop('X')).toEqual({ wanted: 10, sent: 10, state: 'sent' });
  });
});
