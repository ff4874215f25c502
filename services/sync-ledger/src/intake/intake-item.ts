import {
  type DownloadedOrder,
  type EventOf,
  type OrderCancelDownloaded,
  type OrderDownloaded,
} from '@crossdock/domain';

/** One order as a cart returned it, on its way into the ledger. */
export interface IntakeItem {
  accountId: string;
  merchantId: string;
  connectionId: string;
  connector: string;
  externalId: string;
  number: string;
  placedAt: string;
  revision: number;
  /** Null: the cart canceled it. */
  content: DownloadedOrder | null;
}

type Downloaded = EventOf<typeof OrderDownloaded> | EventOf<typeof OrderCancelDownloaded>;

export function intakeItemOf(event: Downloaded): IntakeItem {
  const { accountId, merchantId, connectionId, connector, revision } = event.payload;
  const from = { accountId, merchantId, connectionId, connector, revision };
  if (!('order' in event.payload)) {
    const { externalId, number, placedAt } = event.payload;
    return { ...from, externalId, number, placedAt, content: null };
  }
  const { order } = event.payload;
  const { externalId, number, placedAt } = order;
  return { ...from, externalId, number, placedAt, content: order.status === 'canceled' ? null : order };
}

/** Identity of an order before it has an id of the ledger. */
export function orderKey(order: { connectionId: string; externalId: string }): string {
  return `${order.connectionId}|${order.externalId}`;
}

/** The newest revision of each order; what it replaces needs no look, for every revision is whole. */
export function newestOfEach(items: readonly IntakeItem[]): IntakeItem[] {
  const newest = new Map<string, IntakeItem>();
  for (const item of items) {
    const known = newest.get(orderKey(item));
    if (!known || item.revision > known.revision) newest.set(orderKey(item), item);
  }
  return [...newest.values()];
}
