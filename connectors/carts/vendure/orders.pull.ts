import type { PullPage, PullRequest } from '@crossdock/connector-sdk';
import type { CartOrder } from '@crossdock/domain';
import { execute, type VendureContext } from './graphql';
import { toCartOrder } from './map';
import { listOrders, readFulfillmentAuthors, readNewestChange } from './operations';
import { advance, clamp, type OrderCursor } from './orders.cursor';
import type { VendureOrder } from './wire';

const LARGEST_PAGE = 100;

/** Placed orders only, and of a multi-vendor order the sellers' parts: its aggregate has the same goods again. */
const PLACED = { active: { eq: false }, type: { notEq: 'Aggregate' } };

/** One page of the cursor's phase, by one call (two where orders are partly fulfilled, or on the very first page). */
export async function pullOrders(
  ctx: VendureContext,
  request: PullRequest<OrderCursor>,
): Promise<PullPage<CartOrder, OrderCursor>> {
  const take = Math.min(request.limit, LARGEST_PAGE);
  const cursor = await withChangeMark(ctx, request.cursor);
  const { orders, precision } = await page(ctx, { ...window(cursor), take, skip: cursor.skip });
  const stamps = orders.map((order) => (cursor.phase === 'placed' ? order.orderPlacedAt : order.updatedAt));
  return {
    items: await toCartOrders(ctx, orders, precision),
    ...advance(cursor, stamps, orders.length === take, ctx.clock.now()),
  };
}

export async function fetchOrders(ctx: VendureContext, externalIds: readonly string[]): Promise<CartOrder[]> {
  if (externalIds.length === 0) return [];
  const { orders, precision } = await page(ctx, {
    filter: { ...PLACED, id: { in: externalIds }, orderPlacedAt: { isNull: false } },
    sort: { id: 'ASC' },
    take: LARGEST_PAGE,
    skip: 0,
  });
  return toCartOrders(ctx, orders, precision);
}

function window(cursor: OrderCursor): object {
  return cursor.phase === 'placed'
    ? {
        filter: { ...PLACED, orderPlacedAt: { after: cursor.after } },
        sort: { orderPlacedAt: 'ASC', id: 'ASC' },
      }
    : {
        filter: {
          ...PLACED,
          orderPlacedAt: { after: new Date(Date.parse(cursor.since) - 1).toISOString() },
          updatedAt: { after: cursor.after },
        },
        sort: { updatedAt: 'ASC', id: 'ASC' },
      };
}

async function page(
  ctx: VendureContext,
  options: object,
): Promise<{ orders: VendureOrder[]; precision: number }> {
  const answer = await execute(ctx, listOrders, { options });
  return {
    orders: answer.orders.items,
    precision: answer.globalSettings.serverConfig.moneyStrategyPrecision,
  };
}

/**
 * Before the first page of all, notes the shop's latest change: what changed up to then is in the pages that follow,
 * so the first `changed` phase starts there instead of reading every order twice.
 */
async function withChangeMark(ctx: VendureContext, cursor: OrderCursor): Promise<OrderCursor> {
  if (cursor.phase === 'changed' || cursor.changedSeen !== null) return cursor;
  const answer = await execute(ctx, readNewestChange, {});
  const newest = answer.orders.items[0]?.updatedAt;
  return newest === undefined ? cursor : { ...cursor, changedSeen: clamp(newest, ctx.clock.now()) };
}

async function toCartOrders(
  ctx: VendureContext,
  orders: readonly VendureOrder[],
  precision: number,
): Promise<CartOrder[]> {
  const fulfilledByOthers = await fulfillmentsOfOthers(ctx, orders);
  return orders.map((order) => toCartOrder(order, { precision, fulfilledByOthers }));
}

/** Ids of the fulfilments that somebody else than the hub's administrator made, by the orders' history. */
async function fulfillmentsOfOthers(
  ctx: VendureContext,
  orders: readonly VendureOrder[],
): Promise<ReadonlySet<string>> {
  const ids = orders.filter((order) => (order.fulfillments ?? []).length > 0).map((order) => order.id);
  if (ids.length === 0) return new Set();
  const answer = await execute(ctx, readFulfillmentAuthors, { ids });
  const entries = answer.orders.items.flatMap((order) => order.history.items);
  return new Set(
    entries
      .filter((entry) => entry.administrator?.user.identifier !== ctx.credentials.username)
      .map((entry) => String(entry.data.fulfillmentId)),
  );
}
