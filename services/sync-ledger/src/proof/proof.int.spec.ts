import { CartOrdersCounted } from '@crossdock/domain';
import { HandlerContext } from '@crossdock/messaging';
import { v7 as uuidv7 } from 'uuid';
import { ShipmentIntake } from '../shipments/shipment-intake.service';
import { insertOrder, insertTenant, market, shop, tenant, type KnownOrder } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { retrievedShipment } from '../testing/retrieved-shipment';
import { CartBooksHandler } from './cart-books.handler';
import { ProofOfDay } from './proof.service';

const day = '2026-03-02';

describe('the proof of a day', () => {
  let ledger: LedgerFixture;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
  });
  afterAll(() => ledger?.close());

  const count = (connectionId: string, orders: number, revision = 1) =>
    ledger.tx((tx) =>
      ledger
        .get(CartBooksHandler)
        .onCounted(
          [
            CartOrdersCounted.create(
              { ...tenant, connectionId, connector: 'shop', day, orders, revision },
              ledger.clock.now(),
            ),
          ],
          new HandlerContext(tx, 'sync-ledger', 'test'),
        ),
    );
  const skip = (number: string, reason: string, placedAt = '2026-03-02T07:00:00Z') =>
    ledger.dataSource.query(
      `INSERT INTO skipped_orders (id, account_id, merchant_id, cart_connection_id, cart_connector, external_id, number,
         reason, detail, placed_at, revision, skipped_at)
       VALUES ($1, $2, $3, $4, 'shop', $5, $5, $6, '', $7, 1, $7)`,
      [uuidv7(), tenant.accountId, tenant.merchantId, shop, number, reason, placedAt],
    );
  const order = (number: string, more: Partial<Parameters<typeof insertOrder>[1]> = {}) =>
    insertOrder(ledger.dataSource, { number, lines: '2 A', ...more });
  const ship = ({ reference }: { reference: string | null }, externalId: string, ...parcels: string[]) =>
    ledger.tx((tx) =>
      ledger
        .get(ShipmentIntake)
        .take(tx, [retrievedShipment({ externalId, orderReference: reference, parcels })]),
    );
  const upload = (state: string, { id }: KnownOrder) =>
    ledger.dataSource.query('UPDATE shipment_uploads SET state = $1 WHERE order_id = $2', [state, id]);
  const set = (assignments: string, { id }: KnownOrder) =>
    ledger.dataSource.query(`UPDATE orders SET ${assignments} WHERE id = $1`, [id]);
  const prove = () => ledger.get(ProofOfDay).prove({ ...tenant, day });
  const unexplained = async () =>
    (await prove()).unexplained.map(({ kind, entity, what, since }) => [kind, entity.name, what, since]);

  it('balances a day in every state, with the next day left out', async () => {
    await count(shop, 10);
    await count(market, 1);
    await skip('s1', 'unpaid');
    await skip('s2', 'unpaid');
    await skip('s3', 'too-old', '2026-03-03T00:00:00Z');
    await order('1', { state: 'new', cart: market });
    await order('2', { state: 'held' });
    await order('3', { state: 'error' });
    await order('4', { state: 'canceled' });
    await order('5');
    await order('6', { placedAt: '2026-03-02T23:59:59.999Z' });
    await order('7', { placedAt: '2026-03-03T00:00:00Z' });
    const [part, whole, confirmed] = [await order('8'), await order('9'), await order('10')];
    await ship(part, 'p', 'p8 1Z8: 1 A');
    await ship(whole, 'w', 'p9 1Z9: 2 A');
    await ship(confirmed, 'c', 'p10 1Z10: 2 A');
    await upload('uploaded', confirmed);
    await set(`state = 'confirmed'`, confirmed);
    expect(await prove()).toEqual({
      merchantId: tenant.merchantId,
      day,
      balanced: true,
      cart: { orders: 11, loaded: 9, skipped: 2, difference: 0 },
      connections: [
        {
          cartConnectionId: market,
          name: 'Market',
          cartOrders: 1,
          countedAt: '2026-03-02T09:00:00.000Z',
          loaded: 1,
          skipped: 0,
          skippedReasons: {},
          difference: 0,
        },
        {
          cartConnectionId: shop,
          name: 'Shop',
          cartOrders: 10,
          countedAt: '2026-03-02T09:00:00.000Z',
          loaded: 8,
          skipped: 2,
          skippedReasons: { unpaid: 2 },
          difference: 0,
        },
      ],
      loaded: { total: 9, atWarehouse: 5, waiting: 1, held: 1, error: 1, canceled: 1 },
      atWarehouse: { total: 5, notShipped: 2, partiallyShipped: 1, shipped: 2 },
      shipped: { total: 2, confirmed: 1, waitingForUpload: 1 },
      parcels: { total: 3, uploaded: 1, waiting: 2, requested: 0, refused: 0 },
      unexplained: [],
    });
  });

  it('names each cart whose count differs, and believes the newest count', async () => {
    await order('1');
    await count(shop, 3, 2);
    await count(shop, 1, 1);
    expect(await unexplained()).toEqual([
      ['count-differs', 'Shop', 'The cart has 3, 1 here (1 loaded, 0 skipped).', '2026-03-02T09:00:00.000Z'],
    ]);
    await count(shop, 1, 3);
    expect((await prove()).balanced).toBe(true);
  });

  it('names orders and uploads that wait for a verdict in vain', async () => {
    await count(shop, 3);
    const silent = await order('1', { state: 'sending' });
    const deferred = await order('2', { state: 'sending' });
    await set('delivery_attempt = 1', silent);
    await set('delivery_attempt = 1, settled_attempt = 1', deferred);
    const told = await order('3');
    await ship(told, 's3', 'p3 1Z3: 2 A');
    await ledger.dataSource.query(
      `UPDATE shipment_uploads SET state = 'requested', awaited = true, requested_at = '2026-03-02T08:55:00Z'`,
    );
    expect(await unexplained()).toEqual([
      [
        'sending-without-verdict',
        '1',
        "Sent to the warehouse's gateway, which has not answered.",
        '2026-03-02T08:00:00.000Z',
      ],
    ]);
    await ledger.dataSource.query(`UPDATE shipment_uploads SET requested_at = '2026-03-02T08:40:00Z'`);
    expect((await unexplained())[1]).toEqual([
      'upload-without-verdict',
      '3',
      "The cart's gateway was asked to tell of a parcel and has not answered.",
      '2026-03-02T08:40:00.000Z',
    ]);
  });

  it('names what shipped otherwise than ordered', async () => {
    await count(shop, 5);
    await ship(await order('1'), 's1', 'p1 1Z1: 3 A');
    await ship(await order('2'), 's2', 'p2 1Z2: 1 B');
    await ship(await order('3', { state: 'canceled' }), 's3', 'p3 1Z3: 2 A');
    await set(`state = 'shipped'`, await order('4'));
    await ship({ reference: 'CD999999999999' }, 's5', 'p5 1Z5: 1 A');
    const lost = await order('5');
    await ship(lost, 's6', 'p6 1Z6: 2 A');
    await ledger.dataSource.query('DELETE FROM shipment_uploads WHERE order_id = $1', [lost.id]);
    const at = '2026-03-02T08:50:00.000Z';
    expect(await unexplained()).toEqual([
      ['parcel-without-upload', '2', 'Parcel 1Z2 is not on its way to the cart.', at],
      ['parcel-without-upload', '5', 'Parcel 1Z6 is not on its way to the cart.', at],
      ['more-shipped-than-ordered', '1', '1 more shipped than the order has.', at],
      ['more-shipped-than-ordered', '2', '1 more shipped than the order has.', at],
      ['shipped-after-cancel', '3', 'Canceled, but shipped.', at],
      ['shipped-without-parcel', '4', 'Is shipped, but no parcel says so.', '2026-03-02T08:00:00.000Z'],
      [
        'shipment-without-order',
        's5',
        'The warehouse shipped it for CD999999999999, which is not known here.',
        at,
      ],
    ]);
  });

  it('names confirmed orders that the cart does not show, and shown ones that are not confirmed', async () => {
    await count(shop, 2);
    const [claimed, shown] = [await order('1'), await order('2')];
    await ship(claimed, 's1', 'p1 1Z1: 2 A');
    await ship(shown, 's2', 'p2 1Z2: 2 A');
    await upload('failed', claimed);
    await set(`state = 'confirmed', confirmed_at = '2026-03-02T08:58:00Z'`, claimed);
    await upload('uploaded', shown);
    expect(await unexplained()).toEqual([
      [
        'not-confirmed',
        '2',
        'The cart shows every parcel, but the order is not confirmed.',
        '2026-03-02T09:00:00.000Z',
      ],
      ['confirmed-without-upload', '1', 'Confirmed, but a parcel is failed.', '2026-03-02T08:58:00.000Z'],
    ]);
  });

  it("is nobody else's to see", async () => {
    await expect(
      ledger.get(ProofOfDay).prove({ ...tenant, accountId: tenant.merchantId, day }),
    ).rejects.toMatchObject({ status: 404 });
  });
});
