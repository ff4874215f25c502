import type { EntityManager } from 'typeorm';
import { DUE_UPLOAD } from './upload-terms';

/** One parcel as the cart is to hear of it, its carrier in the cart's words. */
export interface DueUpload {
  uploadId: string;
  orderId: string;
  shipmentId: string;
  cartConnector: string;
  /** How often it was asked for before. */
  attempts: number;
  orderExternalId: string;
  orderNumber: string;
  reference: string;
  shippedAt: Date;
  trackingNumber: string | null;
  carrier: string | null;
  service: string | null;
  lines: { lineExternalId: string; sku: string; quantity: number }[];
}

/** Locks and reads the oldest uploads that are due at a cart connection. */
export async function loadDueUploads(
  tx: EntityManager,
  cartConnectionId: string,
  limit: number,
): Promise<DueUpload[]> {
  return tx.query(
    `SELECT u.id AS "uploadId", u.order_id AS "orderId", s.id AS "shipmentId", o.cart_connector AS "cartConnector",
       u.attempt AS attempts, o.external_id AS "orderExternalId", o.number AS "orderNumber", u.reference,
       s.shipped_at AS "shippedAt", p.tracking_number AS "trackingNumber",
       coalesce(m.cart_carrier, p.carrier) AS carrier, p.service,
       (SELECT jsonb_agg(jsonb_build_object('lineExternalId', external_id, 'sku', sku, 'quantity', quantity) ORDER BY position)
        FROM (SELECT l.external_id, l.sku, l.position, sum(a.quantity) AS quantity
              FROM package_allocations a JOIN order_lines l ON l.id = a.order_line_id
              WHERE a.package_id = p.id GROUP BY l.id) AS carried) AS lines
     FROM shipment_uploads u
     JOIN orders o ON o.id = u.order_id
     JOIN shipment_packages p ON p.id = u.package_id
     JOIN shipments s ON s.id = p.shipment_id
     LEFT JOIN upload_rules r ON r.cart_connection_id = u.cart_connection_id
     LEFT JOIN carrier_mappings m ON m.merchant_id = u.merchant_id AND m.wms_carrier = p.carrier
     WHERE u.cart_connection_id = $1 AND ${DUE_UPLOAD}
     ORDER BY u.id LIMIT $2
     FOR UPDATE OF u SKIP LOCKED`,
    [cartConnectionId, limit],
  );
}
