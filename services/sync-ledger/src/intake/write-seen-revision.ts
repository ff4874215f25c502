import type { EntityManager } from 'typeorm';
import type { Decided } from './placed-order';

/**
 * Notes which revision of the cart was seen last and what the cart says of status and payment, while the content stays
 * as it was sent to the warehouse.
 */
export async function writeSeenRevision(
  tx: EntityManager,
  orders: readonly Decided<'keep' | 'cancel'>[],
  now: Date,
): Promise<void> {
  if (orders.length === 0) return;
  await tx.query(
    `UPDATE orders o SET revision = s.revision, cart_status = s.status, payment = coalesce(s.payment, o.payment),
       vendor_status = coalesce(s.vendor_status, o.vendor_status), updated_at = $6
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[])
       AS s (id, revision, status, payment, vendor_status)
     WHERE o.id = s.id`,
    [
      orders.map((order) => order.orderId),
      orders.map((order) => order.item.revision),
      orders.map((order) => order.item.content?.status ?? 'canceled'),
      orders.map((order) => order.item.content?.payment ?? null),
      orders.map((order) => order.item.content?.vendorStatus ?? null),
      now,
    ],
  );
}
