import type { EntityManager } from 'typeorm';
import type { AwaitingOrder } from '../domain/warehouse-verdict';

/** An order about which the warehouse said something. */
export interface VerdictOrder extends AwaitingOrder {
  id: string;
  accountId: string;
  merchantId: string;
  number: string;
  cartConnector: string;
  placedAt: Date;
  deliveryRunId: string | null;
}

/** Locks the orders, in the order in which everybody locks them. */
export function lockAwaiting(tx: EntityManager, ids: readonly string[]): Promise<VerdictOrder[]> {
  return tx.query(
    `SELECT id, account_id AS "accountId", merchant_id AS "merchantId", number, cart_connector AS "cartConnector",
       placed_at AS "placedAt", delivery_run_id AS "deliveryRunId", state, reason, reason_detail AS "reasonDetail",
       cancel_state AS "cancelState", delivery_attempt AS "deliveryAttempt", settled_attempt AS "settledAttempt",
       cancel_attempt AS "cancelAttempt", wms_order_id AS "wmsOrderId", wms_order_number AS "wmsOrderNumber",
       delivered_at AS "deliveredAt", canceled_at AS "canceledAt"
     FROM orders WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    [ids],
  );
}

/** Writes back what verdicts changed, with one statement. */
export async function writeAwaiting(
  tx: EntityManager,
  orders: readonly VerdictOrder[],
  now: Date,
): Promise<void> {
  if (orders.length === 0) return;
  await tx.query(
    `UPDATE orders o SET state = v.state, reason = v.reason, reason_detail = v."reasonDetail",
       cancel_state = v."cancelState", settled_attempt = v."settledAttempt", wms_order_id = v."wmsOrderId",
       wms_order_number = v."wmsOrderNumber", delivered_at = v."deliveredAt", canceled_at = v."canceledAt",
       updated_at = $2
     FROM json_to_recordset($1::json) AS v (id uuid, state text, reason text, "reasonDetail" text,
       "cancelState" text, "settledAttempt" int, "wmsOrderId" text, "wmsOrderNumber" text,
       "deliveredAt" timestamptz, "canceledAt" timestamptz)
     WHERE o.id = v.id`,
    [JSON.stringify(orders), now],
  );
}
