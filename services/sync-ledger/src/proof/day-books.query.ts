import type { EntityManager } from 'typeorm';
import type { ConnectionBooks, ParcelCounts } from '../domain/day-proof';
import { ORDER_STATES, type OrderState } from '../domain/order-state';

/** One merchant's orders placed on one UTC day. */
export interface ProofScope {
  accountId: string;
  merchantId: string;
  /** `YYYY-MM-DD`. */
  day: string;
}

/** SQL condition on `o`: the order belongs to the scope. $1 account, $2 merchant, $3 day. */
export const IN_SCOPE = `o.account_id = $1 AND o.merchant_id = $2
  AND o.placed_at >= ($3::date)::timestamp AT TIME ZONE 'UTC'
  AND o.placed_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'`;

/** Carts of the merchant, and those that were its on that day. */
export async function loadConnectionBooks(tx: EntityManager, scope: ProofScope): Promise<ConnectionBooks[]> {
  return tx.query(
    `WITH loaded AS (
       SELECT o.cart_connection_id AS id, count(*)::int AS loaded FROM orders o WHERE ${IN_SCOPE} GROUP BY 1),
     reasons AS (
       SELECT o.cart_connection_id AS id, o.reason, count(*)::int AS skipped
       FROM skipped_orders o WHERE ${IN_SCOPE} GROUP BY 1, 2),
     skipped AS (
       SELECT id, sum(skipped)::int AS skipped, jsonb_object_agg(reason, skipped) AS reasons FROM reasons GROUP BY id),
     books AS (
       SELECT cart_connection_id AS id, orders, counted_at FROM cart_books
       WHERE account_id = $1 AND merchant_id = $2 AND day = $3::date)
     SELECT id AS "cartConnectionId", coalesce(c.name, 'unknown') AS name, b.orders AS "cartOrders",
       to_char(b.counted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "countedAt",
       coalesce(l.loaded, 0) AS loaded, coalesce(s.skipped, 0) AS skipped,
       coalesce(s.reasons, '{}') AS "skippedReasons"
     FROM (SELECT id FROM loaded UNION SELECT id FROM skipped UNION SELECT id FROM books WHERE orders > 0
           UNION SELECT id FROM cart_connections
           WHERE account_id = $1 AND merchant_id = $2 AND state <> 'deleted') AS carts
     LEFT JOIN cart_connections c USING (id)
     LEFT JOIN loaded l USING (id) LEFT JOIN skipped s USING (id) LEFT JOIN books b USING (id)
     ORDER BY c.name, id`,
    parametersOf(scope),
  );
}

export async function countStates(tx: EntityManager, scope: ProofScope): Promise<Record<OrderState, number>> {
  const rows: { state: OrderState; orders: number }[] = await tx.query(
    `SELECT o.state, count(*)::int AS orders FROM orders o WHERE ${IN_SCOPE} GROUP BY o.state`,
    parametersOf(scope),
  );
  const none = Object.fromEntries(ORDER_STATES.map((state) => [state, 0])) as Record<OrderState, number>;
  for (const { state, orders } of rows) none[state] = orders;
  return none;
}

export async function countParcels(tx: EntityManager, scope: ProofScope): Promise<ParcelCounts> {
  const rows: ParcelCounts[] = await tx.query(
    `SELECT count(*) FILTER (WHERE u.state = 'uploaded')::int AS uploaded,
       count(*) FILTER (WHERE u.state = 'pending')::int AS waiting,
       count(*) FILTER (WHERE u.state = 'requested')::int AS requested,
       count(*) FILTER (WHERE u.state = 'failed')::int AS refused
     FROM orders o JOIN shipment_uploads u ON u.order_id = o.id WHERE ${IN_SCOPE}`,
    parametersOf(scope),
  );
  return rows[0]!;
}

export function parametersOf({ accountId, merchantId, day }: ProofScope): unknown[] {
  return [accountId, merchantId, day];
}
