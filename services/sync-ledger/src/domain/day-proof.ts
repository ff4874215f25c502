import type { OrderState } from './order-state';

/** What one cart and the ledger hold of one day. */
export interface ConnectionBooks {
  cartConnectionId: string;
  name: string;
  /** Orders that the gateway read from the cart; null while it has not counted. */
  cartOrders: number | null;
  /** When the gateway counted last, ISO 8601. */
  countedAt: string | null;
  loaded: number;
  skipped: number;
  /** Skipped orders by reason. */
  skippedReasons: Readonly<Record<string, number>>;
}

export interface ParcelCounts {
  uploaded: number;
  /** Not asked of the cart's gateway yet. */
  waiting: number;
  /** Asked; the verdict is on its way, or the gateway tries again. */
  requested: number;
  /** Refused by the store. */
  refused: number;
}

export const UNEXPLAINED_KINDS = [
  'count-differs',
  'sending-without-verdict',
  'parcel-without-upload',
  'more-shipped-than-ordered',
  'shipped-after-cancel',
  'shipped-without-parcel',
  'upload-without-verdict',
  'not-confirmed',
  'confirmed-without-upload',
  'shipment-without-order',
] as const;

/** One thing that is off. */
export interface UnexplainedRow {
  kind: (typeof UNEXPLAINED_KINDS)[number];
  entity: { type: 'cart_connection' | 'order' | 'shipment'; id: string; name: string };
  what: string;
  /** ISO 8601; null when nobody can tell. */
  since: string | null;
  fix: string;
}

export interface DayBooks {
  connections: readonly ConnectionBooks[];
  /** Loaded orders by state. */
  states: Readonly<Record<OrderState, number>>;
  parcels: ParcelCounts;
  /** What is off with single orders and shipments. */
  rows: readonly UnexplainedRow[];
}

export interface DayProof {
  balanced: boolean;
  /** orders = loaded + skipped, or the difference is among the unexplained. */
  cart: { orders: number; loaded: number; skipped: number; difference: number };
  connections: (ConnectionBooks & { difference: number })[];
  /** total = atWarehouse + waiting + held + error + canceled. */
  loaded: {
    total: number;
    atWarehouse: number;
    waiting: number;
    held: number;
    error: number;
    canceled: number;
  };
  /** total = notShipped + partiallyShipped + shipped: what became of the orders at the warehouse. */
  atWarehouse: { total: number; notShipped: number; partiallyShipped: number; shipped: number };
  /** total = confirmed + waitingForUpload. */
  shipped: { total: number; confirmed: number; waitingForUpload: number };
  /** total = uploaded + waiting + requested + refused. */
  parcels: ParcelCounts & { total: number };
  unexplained: UnexplainedRow[];
}

/** Holds the books of a day against each other. */
export function proveDay({ connections, states, parcels, rows }: DayBooks): DayProof {
  const compared = connections.map((books) => ({ ...books, difference: differenceOf(books) }));
  const sumOf = (pick: (books: (typeof compared)[number]) => number) =>
    compared.reduce((sum, books) => sum + pick(books), 0);
  const shipped = states.shipped + states.confirmed;
  const atWarehouse = states.at_wms + states.partially_shipped + shipped;
  const unexplained = [...compared.flatMap(countDiffers), ...rows];
  return {
    balanced: unexplained.length === 0,
    cart: {
      orders: sumOf(({ cartOrders }) => cartOrders ?? 0),
      loaded: sumOf(({ loaded }) => loaded),
      skipped: sumOf(({ skipped }) => skipped),
      difference: sumOf(({ difference }) => difference),
    },
    connections: compared,
    loaded: {
      total: Object.values(states).reduce((sum, count) => sum + count, 0),
      atWarehouse,
      waiting: states.new + states.sending,
      held: states.held,
      error: states.error,
      canceled: states.canceled,
    },
    atWarehouse: {
      total: atWarehouse,
      notShipped: states.at_wms,
      partiallyShipped: states.partially_shipped,
      shipped,
    },
    shipped: { total: shipped, confirmed: states.confirmed, waitingForUpload: states.shipped },
    parcels: {
      total: parcels.uploaded + parcels.waiting + parcels.requested + parcels.refused,
      ...parcels,
    },
    unexplained,
  };
}

/** Positive: the cart has more than the ledger; negative: the ledger has more than the cart was seen to have. */
function differenceOf({ cartOrders, loaded, skipped }: ConnectionBooks): number {
  return (cartOrders ?? 0) - loaded - skipped;
}

function countDiffers({
  cartConnectionId: id,
  name,
  cartOrders,
  countedAt,
  loaded,
  skipped,
  difference,
}: ConnectionBooks & { difference: number }): UnexplainedRow[] {
  if (difference === 0) return [];
  const here = `${loaded + skipped} here (${loaded} loaded, ${skipped} skipped)`;
  return [
    {
      kind: 'count-differs',
      entity: { type: 'cart_connection', id, name },
      what: `The cart has ${cartOrders ?? 'not been counted'}, ${here}.`,
      since: countedAt,
      fix:
        difference > 0
          ? 'Orders are on their way in when this is moments old. Otherwise look for dead letters of the ledger, and run the order download.'
          : 'Run the order download, so that the cart is counted again.',
    },
  ];
}
