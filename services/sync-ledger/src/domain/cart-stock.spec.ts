import type { Problem } from '@crossdock/domain';
import { changedStock, judgeStock, shownQuantity, type StockStanding, type StockVerdict } from './cart-stock';

describe('shownQuantity', () => {
  it.each([
    ['shows what is available', 10, 0, 10],
    ['takes off what is promised', 10, 5, 5],
    ['never goes below zero when more is promised', 3, 5, 0],
    ['never goes below zero when the warehouse itself does', -2, 0, 0],
  ])('%s', (_, available, promised, shown) => {
    expect(shownQuantity({ available, promised })).toBe(shown);
  });
});

describe('changedStock', () => {
  const row = {
    cartConnectionId: 'c',
    accountId: 'a',
    merchantId: 'm',
    sku: 'X',
    available: 10,
    promised: 3,
  };
  const wanted = { cartConnectionId: 'c', accountId: 'a', merchantId: 'm', sku: 'X', wanted: 7 };

  it.each<[string, { wanted: number; version: number } | null, object[]]>([
    ['begins with version 1', null, [{ ...wanted, version: 1 }]],
    ['counts on when the quantity changes', { wanted: 8, version: 4 }, [{ ...wanted, version: 5 }]],
    ['says nothing when the quantity is the same', { wanted: 7, version: 4 }, []],
  ])('%s', (_, current, changes) => {
    expect(changedStock([{ ...row, current }])).toEqual(changes);
  });
});

describe('judgeStock', () => {
  const problem: Problem = { kind: 'rejected', code: 'read-only', message: 'No.' };
  const unknown: Problem = { ...problem, code: 'unknown-sku' };
  const requested: StockStanding = {
    requestedVersion: 3,
    sentVersion: 1,
    sentQuantity: 9,
    awaited: true,
    refused: false,
    problem: null,
    notInCart: false,
  };
  const uploaded = (version: number): StockVerdict => ({ kind: 'uploaded', version, quantity: version * 10 });
  const failed = (version: number, final: boolean, why = problem): StockVerdict => ({
    kind: 'failed',
    version,
    problem: why,
    final,
  });

  it.each<[string, StockStanding, StockVerdict, object | null]>([
    [
      'is sent when the store shows the requested version',
      requested,
      uploaded(3),
      { next: { ...requested, awaited: false, sentVersion: 3, sentQuantity: 30 }, settles: 'done' },
    ],
    [
      'learns of an older version without taking it for the requested one',
      requested,
      uploaded(2),
      { next: { ...requested, sentVersion: 2, sentQuantity: 20 }, settles: null },
    ],
    [
      'does not let an older version take the place of a newer one',
      { ...requested, sentVersion: 3 },
      uploaded(2),
      null,
    ],
    [
      'hears the same verdict twice without effect',
      { ...requested, sentVersion: 3, awaited: false },
      uploaded(3),
      null,
    ],
    [
      'keeps waiting while the gateway tries again',
      requested,
      failed(3, false),
      { next: { ...requested, awaited: false, problem }, settles: 'failed' },
    ],
    [
      'is refused when the store says no for good',
      requested,
      failed(3, true),
      { next: { ...requested, awaited: false, problem, refused: true }, settles: 'failed' },
    ],
    [
      'is not in the cart when the store does not know the SKU',
      requested,
      failed(3, true, unknown),
      {
        next: { ...requested, awaited: false, problem: unknown, refused: true, notInCart: true },
        settles: 'failed',
      },
    ],
    ['ignores a failure of an older version', requested, failed(2, true), null],
    [
      'ignores a failure of what the store shows already',
      { ...requested, sentVersion: 3 },
      failed(3, true),
      null,
    ],
    [
      'forgets its problem once the store shows the quantity',
      { ...requested, awaited: false, problem },
      uploaded(3),
      { next: { ...requested, awaited: false, sentVersion: 3, sentQuantity: 30 }, settles: null },
    ],
  ])('%s', (_, stock, verdict, judged) => {
    expect(judgeStock(stock, verdict)).toEqual(judged);
  });
});
