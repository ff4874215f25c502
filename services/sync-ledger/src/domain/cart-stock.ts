import type { Problem } from '@crossdock/domain';

/** What a cart shows of a SKU, and what it should show. */
export interface StockToShow {
  cartConnectionId: string;
  accountId: string;
  merchantId: string;
  sku: string;
  /** Sum of what the warehouses can promise; may be negative. */
  available: number;
  /** Quantity of orders that the warehouses have not seen yet. */
  promised: number;
  /** Null while the cart was never told. */
  current: { wanted: number; version: number } | null;
}

export interface WantedStock extends Pick<
  StockToShow,
  'cartConnectionId' | 'accountId' | 'merchantId' | 'sku'
> {
  wanted: number;
  version: number;
}

/** What a cart shows: what can be promised, less what is promised already, never below zero. */
export function shownQuantity({ available, promised }: Pick<StockToShow, 'available' | 'promised'>): number {
  return Math.max(0, available - promised);
}

/** New quantities where they differ from what is wanted already, each with the next version. */
export function changedStock(rows: readonly StockToShow[]): WantedStock[] {
  return rows.flatMap((row) => {
    const wanted = shownQuantity(row);
    if (row.current?.wanted === wanted) return [];
    const { cartConnectionId, accountId, merchantId, sku } = row;
    return [
      { cartConnectionId, accountId, merchantId, sku, wanted, version: (row.current?.version ?? 0) + 1 },
    ];
  });
}

export interface StockStanding {
  /** The version that the gateway was asked to set last. */
  requestedVersion: number;
  /** The newest version that the store is known to show. */
  sentVersion: number;
  sentQuantity: number | null;
  /** The run that asked has not heard a first verdict. */
  awaited: boolean;
  /** The store refused the requested version for good. */
  refused: boolean;
  problem: Problem | null;
  /** The store does not have the SKU. */
  notInCart: boolean;
}

export type StockVerdict =
  | { kind: 'uploaded'; version: number; quantity: number }
  | { kind: 'failed'; version: number; problem: Problem; final: boolean };

/** Code of the problem by which a store says that it does not have a SKU. */
const UNKNOWN_SKU = 'unknown-sku';

/**
 * Where a SKU is after a verdict, and what the run learns; null when the verdict is old news. The verdict on an older
 * version never takes the place of a newer one.
 */
export function judgeStock(
  stock: StockStanding,
  verdict: StockVerdict,
): { next: StockStanding; settles: 'done' | 'failed' | null } | null {
  const current = verdict.version === stock.requestedVersion;
  const awaited = stock.awaited && !current;
  if (verdict.kind === 'uploaded') {
    if (verdict.version <= stock.sentVersion) return null;
    const sent = { ...stock, awaited, sentVersion: verdict.version, sentQuantity: verdict.quantity };
    const next = current ? { ...sent, refused: false, problem: null, notInCart: false } : sent;
    return { next, settles: current && stock.awaited ? 'done' : null };
  }
  if (!current || stock.sentVersion >= verdict.version || stock.refused) return null;
  const { problem, final } = verdict;
  const notInCart = final && problem.code === UNKNOWN_SKU;
  return {
    next: { ...stock, awaited, problem, refused: final, notInCart },
    settles: stock.awaited ? 'failed' : null,
  };
}
