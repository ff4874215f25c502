import type { EntityManager } from 'typeorm';

export interface OrderToSend {
  id: string;
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
  cartConnector: string;
  externalId: string;
  number: string;
  reference: string;
  placedAt: Date;
  wmsMethodCode: string | null;
  wmsMethodName: string | null;
  currency: string;
  sealedRecipient: string;
  attempt: number;
  lines: { reference: string; sku: string; name: string; quantity: number; unitPrice: string | null }[];
}

/**
 * Takes the merchant's oldest `new` orders into state `sending`, at most `limit`. Orders that somebody changes at this
 * moment are passed over: whoever leaves them `new` signals that they are ready.
 */
export function pickOrders(
  tx: EntityManager,
  pick: { merchantId: string; wmsConnectionId: string; runId: string; limit: number; now: Date },
): Promise<OrderToSend[]> {
  return tx.query(
    `WITH picked AS (
       SELECT id FROM orders WHERE merchant_id = $1 AND state = 'new'
       ORDER BY placed_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
     ), sent AS (
       UPDATE orders o SET state = 'sending', reason = NULL, reason_detail = NULL,
         delivery_attempt = o.delivery_attempt + 1, delivery_run_id = $3, wms_connection_id = $4, updated_at = $5
       FROM picked WHERE o.id = picked.id
       RETURNING o.*
     )
     SELECT s.id, s.account_id AS "accountId", s.merchant_id AS "merchantId",
       s.cart_connection_id AS "cartConnectionId", s.cart_connector AS "cartConnector",
       s.external_id AS "externalId", s.number, s.reference, s.placed_at AS "placedAt",
       s.wms_method_code AS "wmsMethodCode", s.wms_method_name AS "wmsMethodName", s.currency,
       s.sealed_recipient AS "sealedRecipient", s.delivery_attempt AS attempt,
       (SELECT json_agg(json_build_object('reference', l.id, 'sku', l.sku, 'name', l.name, 'quantity', l.quantity,
          'unitPrice', l.unit_price) ORDER BY l.position)
        FROM order_lines l WHERE l.order_id = s.id AND l.quantity > 0) AS lines
     FROM sent s ORDER BY s.placed_at, s.id`,
    [pick.merchantId, pick.limit, pick.runId, pick.wmsConnectionId, pick.now],
  );
}
