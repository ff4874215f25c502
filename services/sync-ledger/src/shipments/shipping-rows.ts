import type { EntityManager } from 'typeorm';
import type { OrderedLine } from '../domain/allocate-lines';
import type { OrderStanding } from '../domain/order-state';
import { parcelLabel } from '../domain/parcel-label';
import type { ShippedParcel } from '../domain/shipping-decision';

export interface ShippingOrder extends OrderStanding {
  id: string;
  accountId: string;
  merchantId: string;
  cartConnectionId: string;
  cartConnector: string;
  number: string;
  shippedAt: Date | null;
  lines: OrderedLine[];
  parcels: (ShippedParcel & { wmsConnectionId: string; lines: ShippedParcel['lines'][number][] })[];
}

/** Locks orders, in one order for everybody, and reads them with their lines and the parcels that stand. */
export async function loadShippingOrders(
  tx: EntityManager,
  orderIds: readonly string[],
): Promise<ShippingOrder[]> {
  const heads: Omit<ShippingOrder, 'lines' | 'parcels'>[] = await tx.query(
    `SELECT id, account_id AS "accountId", merchant_id AS "merchantId", cart_connection_id AS "cartConnectionId",
       cart_connector AS "cartConnector", number, state, reason, cancel_state AS "cancelState", shipped_at AS "shippedAt"
     FROM orders WHERE id = ANY ($1) ORDER BY id FOR UPDATE`,
    [orderIds],
  );
  const orders = new Map(
    heads.map((head): [string, ShippingOrder] => [head.id, { ...head, lines: [], parcels: [] }]),
  );
  await loadLines(tx, orders);
  await loadParcels(tx, orders);
  return [...orders.values()];
}

async function loadLines(tx: EntityManager, orders: ReadonlyMap<string, ShippingOrder>): Promise<void> {
  const rows: { id: string; order_id: string; external_id: string; sku: string; quantity: number }[] =
    await tx.query(
      `SELECT id, order_id, external_id, sku, quantity FROM order_lines
       WHERE order_id = ANY ($1) ORDER BY order_id, position`,
      [[...orders.keys()]],
    );
  for (const { id, order_id, external_id, sku, quantity } of rows) {
    orders.get(order_id)?.lines.push({ id, references: [id, external_id], sku, quantity });
  }
}

interface ParcelRow {
  order_id: string;
  wms_connection_id: string;
  shipped_at: Date;
  package_id: string;
  tracking_number: string | null;
  carrier: string | null;
  line_id: string | null;
  sku: string;
  line_reference: string | null;
  quantity: number;
}

/** Parcels that a cart was told of keep what they have; then the one that was known first is served first. */
async function loadParcels(tx: EntityManager, orders: ReadonlyMap<string, ShippingOrder>): Promise<void> {
  const rows: ParcelRow[] = await tx.query(
    `SELECT s.order_id, s.wms_connection_id, s.shipped_at, p.id AS package_id, p.tracking_number, p.carrier,
       l.id AS line_id, l.sku, l.line_reference, l.quantity
     FROM shipments s
     JOIN shipment_packages p ON p.shipment_id = s.id AND p.active
     LEFT JOIN package_lines l ON l.package_id = p.id
     WHERE s.order_id = ANY ($1)
     ORDER BY NOT EXISTS (SELECT FROM shipment_uploads u WHERE u.package_id = p.id AND u.state IN ('requested', 'uploaded')),
       p.id, l.position`,
    [[...orders.keys()]],
  );
  for (const row of rows) {
    const parcels = orders.get(row.order_id)?.parcels ?? [];
    let parcel = parcels.at(-1);
    if (parcel?.packageId !== row.package_id) {
      parcel = {
        packageId: row.package_id,
        wmsConnectionId: row.wms_connection_id,
        label: parcelLabel(row.carrier, row.tracking_number),
        shippedAt: row.shipped_at,
        lines: [],
      };
      parcels.push(parcel);
    }
    const { line_id: id, package_id: packageId, sku, line_reference: lineReference, quantity } = row;
    if (id !== null) parcel.lines.push({ id, packageId, sku, lineReference, quantity });
  }
}
