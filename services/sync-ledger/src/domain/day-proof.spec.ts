import { proveDay, type ConnectionBooks, type DayBooks, type UnexplainedRow } from './day-proof';

const shop: ConnectionBooks = {
  cartConnectionId: 'c1',
  name: 'Shop',
  cartOrders: 12,
  countedAt: '2026-03-02T10:00:00.000Z',
  loaded: 10,
  skipped: 2,
  skippedReasons: { unpaid: 2 },
};
const market: ConnectionBooks = {
  ...shop,
  cartConnectionId: 'c2',
  name: 'Market',
  cartOrders: 3,
  loaded: 3,
  skipped: 0,
};
const books: DayBooks = {
  connections: [shop, market],
  states: {
    new: 1,
    held: 2,
    sending: 1,
    at_wms: 2,
    partially_shipped: 1,
    shipped: 1,
    confirmed: 3,
    canceled: 1,
    error: 1,
  },
  parcels: { uploaded: 4, waiting: 1, requested: 0, refused: 1 },
  rows: [],
};

describe('proveDay', () => {
  it('adds up cart = loaded + skipped, loaded = at warehouse + waiting + ..., shipped = confirmed + waiting', () => {
    expect(proveDay(books)).toEqual({
      balanced: true,
      cart: { orders: 15, loaded: 13, skipped: 2, difference: 0 },
      connections: [
        { ...shop, difference: 0 },
        { ...market, difference: 0 },
      ],
      loaded: { total: 13, atWarehouse: 7, waiting: 2, held: 2, error: 1, canceled: 1 },
      atWarehouse: { total: 7, notShipped: 2, partiallyShipped: 1, shipped: 4 },
      shipped: { total: 4, confirmed: 3, waitingForUpload: 1 },
      parcels: { total: 6, uploaded: 4, waiting: 1, requested: 0, refused: 1 },
      unexplained: [],
    });
  });

  it.each<[string, Partial<ConnectionBooks>, number, string]>([
    ['names a cart that has more', { cartOrders: 14 }, 2, 'The cart has 14, 12 here (10 loaded, 2 skipped).'],
    [
      'names a cart that has less',
      { cartOrders: 11 },
      -1,
      'The cart has 11, 12 here (10 loaded, 2 skipped).',
    ],
    [
      'names a cart that nobody counted',
      { cartOrders: null, countedAt: null },
      -12,
      'The cart has not been counted, 12 here (10 loaded, 2 skipped).',
    ],
  ])('%s', (_, change, difference, what) => {
    const proof = proveDay({ ...books, connections: [{ ...shop, ...change }, market] });
    expect(proof).toMatchObject({ balanced: false, cart: { difference } });
    expect(proof.unexplained).toEqual([
      {
        kind: 'count-differs',
        entity: { type: 'cart_connection', id: 'c1', name: 'Shop' },
        what,
        since: change.countedAt === null ? null : shop.countedAt,
        fix: expect.any(String),
      },
    ]);
  });

  it('does not let two carts make up for each other', () => {
    const proof = proveDay({
      ...books,
      connections: [
        { ...shop, cartOrders: 13 },
        { ...market, cartOrders: 2 },
      ],
    });
    expect(proof).toMatchObject({ balanced: false, cart: { difference: 0 }, unexplained: [{}, {}] });
  });

  it('is not balanced while a single row is unexplained', () => {
    const row: UnexplainedRow = {
      kind: 'not-confirmed',
      entity: { type: 'order', id: 'o1', name: '1001' },
      what: 'w',
      since: null,
      fix: 'f',
    };
    expect(proveDay({ ...books, rows: [row] })).toMatchObject({ balanced: false, unexplained: [row] });
  });

  it('calls a day without anything balanced', () => {
    const none = { ...shop, cartOrders: null, countedAt: null, loaded: 0, skipped: 0, skippedReasons: {} };
    expect(proveDay({ ...books, connections: [none] }).balanced).toBe(true);
  });
});
