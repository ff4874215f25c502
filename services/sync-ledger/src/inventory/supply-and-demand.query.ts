import type { EntityManager } from 'typeorm';

export interface MarkedProduct {
  merchantId: string;
  sku: string;
}

export interface SupplyAndDemand extends MarkedProduct {
  accountId: string;
  /** Sum over the warehouses. */
  available: number;
  /** Quantity of orders that the stock does not account for yet. */
  promised: number;
}

/**
 * What can be promised of each product and what is promised already. The stock of a product accounts for orders that
 * the warehouse had accepted (or shipped) when it was counted; every other order that is not canceled counts against it.
 * Products that no warehouse of the merchant reports are left out.
 */
export async function loadSupplyAndDemand(
  tx: EntityManager,
  products: readonly MarkedProduct[],
): Promise<SupplyAndDemand[]> {
  return tx.query(
    `WITH supply AS MATERIALIZED (
       SELECT l.merchant_id, l.sku, l.account_id, sum(l.available)::int AS available,
         min(greatest(l.as_of, s.complete_as_of)) AS as_of
       FROM unnest($1::uuid[], $2::text[]) AS t (merchant_id, sku)
       JOIN wms_connections w ON w.merchant_id = t.merchant_id AND w.state <> 'deleted'
       JOIN stock_levels l ON l.wms_connection_id = w.id AND l.sku = t.sku
       LEFT JOIN stock_snapshots s ON s.wms_connection_id = w.id
       GROUP BY l.merchant_id, l.sku, l.account_id),
     since AS MATERIALIZED (SELECT merchant_id, min(as_of) AS as_of FROM supply GROUP BY merchant_id),
     demand AS (
       SELECT p.merchant_id, p.sku, sum(l.quantity)::int AS promised
       FROM since m
       JOIN orders o ON o.merchant_id = m.merchant_id AND o.state <> 'canceled'
         AND (coalesce(o.delivered_at, o.shipped_at) IS NULL OR coalesce(o.delivered_at, o.shipped_at) > m.as_of)
       JOIN order_lines l ON l.order_id = o.id
       JOIN supply p ON p.merchant_id = o.merchant_id AND p.sku = l.sku
         AND (coalesce(o.delivered_at, o.shipped_at) IS NULL OR coalesce(o.delivered_at, o.shipped_at) > p.as_of)
       GROUP BY p.merchant_id, p.sku)
     SELECT p.merchant_id AS "merchantId", p.sku, p.account_id AS "accountId", p.available,
       coalesce(d.promised, 0) AS promised
     FROM supply p LEFT JOIN demand d USING (merchant_id, sku)
     ORDER BY p.merchant_id, p.sku`,
    [products.map(({ merchantId }) => merchantId), products.map(({ sku }) => sku)],
  );
}
