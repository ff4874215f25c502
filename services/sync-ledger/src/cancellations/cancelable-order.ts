import type { EntityManager } from 'typeorm';
import type { OrderStanding } from '../domain/order-state';

/** What cancelling needs to know of an order. */
export interface CancelableOrder extends OrderStanding {
  id: string;
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
  cartConnector: string;
  number: string;
  reference: string;
  wmsConnectionId: string | null;
  wmsConnector: string | null;
  wmsOrderId: string | null;
  cancelAttempt: number;
}

/** Locks the orders, in the order in which everybody locks them. */
export function lockForCancel(tx: EntityManager, ids: readonly string[]): Promise<CancelableOrder[]> {
  return tx.query(
    `SELECT o.id, o.account_id AS "accountId", o.merchant_id AS "merchantId", o.state, o.reason,
       o.cart_connection_id AS "cartConnectionId", o.cart_connector AS "cartConnector", o.number, o.reference,
       o.cancel_state AS "cancelState", o.cancel_attempt AS "cancelAttempt", o.wms_order_id AS "wmsOrderId",
       o.wms_connection_id AS "wmsConnectionId", w.connector AS "wmsConnector"
     FROM orders o LEFT JOIN wms_connections w ON w.id = o.wms_connection_id
     WHERE o.id = ANY($1) ORDER BY o.id FOR UPDATE OF o`,
    [ids],
  );
}
