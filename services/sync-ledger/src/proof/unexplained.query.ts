import type { EntityManager } from 'typeorm';
import type { UnexplainedRow } from '../domain/day-proof';
import { ORDER_REFERENCE_PATTERN } from '../domain/order-reference';
import { IN_SCOPE, parametersOf, type ProofScope } from './day-books.query';

/** After this long a missing verdict is no longer on its way. */
const PATIENCE_MS = 15 * 60_000;

interface Suspicion {
  kind: UnexplainedRow['kind'];
  /** Finds orders `o` beside the scope; gives `what` (text) and `since`. $4: before it nobody should wait any more. */
  sql: string;
  fix: string;
}

const SUSPICIONS: readonly Suspicion[] = [
  {
    kind: 'sending-without-verdict',
    sql: `SELECT o.id, o.number, 'Sent to the warehouse''s gateway, which has not answered.' AS what, o.updated_at AS since
      FROM orders o WHERE ${IN_SCOPE} AND o.state = 'sending' AND o.delivery_attempt > o.settled_attempt
        AND o.updated_at < $4`,
    fix: 'See whether the WMS gateway is running and look at its dead letters.',
  },
  {
    kind: 'parcel-without-upload',
    sql: `SELECT o.id, o.number, 'Parcel ' || coalesce(p.tracking_number, p.external_id) || ' is not on its way to the cart.' AS what,
        s.shipped_at AS since
      FROM orders o
      JOIN shipments s ON s.order_id = o.id
      JOIN shipment_packages p ON p.shipment_id = s.id AND p.active
      WHERE ${IN_SCOPE} AND o.state <> 'canceled'
        AND NOT EXISTS (SELECT FROM shipment_uploads u WHERE u.package_id = p.id AND u.order_id = o.id)`,
    fix: 'Compare the parcel with the order: nothing in it belongs to a line of the order. Correct the shipment at the warehouse.',
  },
  {
    kind: 'more-shipped-than-ordered',
    sql: `SELECT o.id, o.number, f.excess || ' more shipped than the order has.' AS what, o.shipped_at AS since
      FROM orders o
      CROSS JOIN LATERAL (
        SELECT (SELECT coalesce(sum(p.quantity), 0) FROM shipments s
                JOIN shipment_packages k ON k.shipment_id = s.id AND k.active
                JOIN package_lines p ON p.package_id = k.id WHERE s.order_id = o.id)
          - coalesce(sum(least(l.shipped_quantity, l.quantity)), 0) AS excess
        FROM order_lines l WHERE l.order_id = o.id) AS f
      WHERE ${IN_SCOPE} AND o.shipped_at IS NOT NULL AND f.excess > 0`,
    fix: 'Correct the shipment at the warehouse, or settle the rest with the customer. The cart was told of what was ordered only.',
  },
  {
    kind: 'shipped-after-cancel',
    sql: `SELECT o.id, o.number, 'Canceled, but shipped.' AS what, o.shipped_at AS since
      FROM orders o WHERE ${IN_SCOPE} AND o.state = 'canceled' AND o.shipped_at IS NOT NULL`,
    fix: 'Stop or return the parcel, or open the order in the cart again.',
  },
  {
    kind: 'shipped-without-parcel',
    sql: `SELECT o.id, o.number, 'Is ' || replace(o.state, '_', ' ') || ', but no parcel says so.' AS what, o.updated_at AS since
      FROM orders o WHERE ${IN_SCOPE} AND o.state IN ('partially_shipped', 'shipped', 'confirmed')
        AND NOT EXISTS (
          SELECT FROM order_lines l JOIN package_allocations a ON a.order_line_id = l.id WHERE l.order_id = o.id)`,
    fix: 'Run the shipping confirmations; the warehouse then tells its shipments again.',
  },
  {
    kind: 'upload-without-verdict',
    sql: `SELECT o.id, o.number, 'The cart''s gateway was asked to tell of a parcel and has not answered.' AS what,
        u.requested_at AS since
      FROM orders o JOIN shipment_uploads u ON u.order_id = o.id
      WHERE ${IN_SCOPE} AND u.state = 'requested' AND u.awaited AND u.requested_at < $4`,
    fix: 'See whether the cart gateway is running and look at its dead letters.',
  },
  {
    kind: 'not-confirmed',
    sql: `SELECT o.id, o.number, 'The cart shows every parcel, but the order is not confirmed.' AS what, o.updated_at AS since
      FROM orders o WHERE ${IN_SCOPE} AND o.state = 'shipped'
        AND EXISTS (SELECT FROM shipment_uploads u WHERE u.order_id = o.id)
        AND NOT EXISTS (SELECT FROM shipment_uploads u WHERE u.order_id = o.id AND u.state <> 'uploaded')`,
    fix: 'Look at the dead letters of the ledger and requeue them.',
  },
  {
    kind: 'confirmed-without-upload',
    sql: `SELECT o.id, o.number, 'Confirmed, but a parcel is ' || u.state || '.' AS what, o.confirmed_at AS since
      FROM orders o JOIN shipment_uploads u ON u.order_id = o.id
      WHERE ${IN_SCOPE} AND o.state = 'confirmed' AND u.state <> 'uploaded'`,
    fix: 'Run the shipment upload. When the store refused the parcel, correct the order there and retry the upload.',
  },
];

interface FoundRow {
  id: string;
  number: string;
  what: string;
  since: Date | null;
}

/**
 * Everything about single orders of the scope that does not add up, and shipments of that day under a reference of the
 * hub that have no order.
 */
export async function loadUnexplained(
  tx: EntityManager,
  scope: ProofScope,
  now: Date,
): Promise<UnexplainedRow[]> {
  const rows: UnexplainedRow[] = [];
  const waitedSince = new Date(now.getTime() - PATIENCE_MS);
  for (const { kind, sql, fix } of SUSPICIONS) {
    const parameters = sql.includes('$4') ? [...parametersOf(scope), waitedSince] : parametersOf(scope);
    const found: FoundRow[] = await tx.query(`${sql} ORDER BY o.placed_at, o.id`, parameters);
    rows.push(...found.map((row) => unexplained(kind, 'order', row, fix)));
  }
  const unmatched: FoundRow[] = await tx.query(UNMATCHED, parametersOf(scope));
  rows.push(...unmatched.map((row) => unexplained('shipment-without-order', 'shipment', row, UNMATCHED_FIX)));
  return rows;
}

const UNMATCHED = `
  SELECT s.id, s.external_id AS number,
    'The warehouse shipped it for ' || coalesce(s.order_reference, s.wms_order_id, 'nobody') || ', which is not known here.' AS what,
    s.shipped_at AS since
  FROM shipments s
  WHERE s.account_id = $1 AND s.merchant_id = $2 AND s.order_id IS NULL AND s.status = 'shipped'
    AND s.order_reference ~ '${ORDER_REFERENCE_PATTERN}'
    AND s.shipped_at >= ($3::date)::timestamp AT TIME ZONE 'UTC'
    AND s.shipped_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'
  ORDER BY s.shipped_at, s.id`;
const UNMATCHED_FIX =
  'Nothing to do when the order is still on its way in. Otherwise look the shipment up at the warehouse.';

function unexplained(
  kind: UnexplainedRow['kind'],
  type: UnexplainedRow['entity']['type'],
  { id, number: name, what, since }: FoundRow,
  fix: string,
): UnexplainedRow {
  return { kind, entity: { type, id, name }, what, since: since?.toISOString() ?? null, fix };
}
