import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { orderReference } from '../domain/order-reference';
import { contentOf, wmsMethodOf, type Decided } from './placed-order';

const COLUMNS = `
  id uuid, account_id uuid, merchant_id uuid, cart_connection_id uuid, cart_connector text, external_id text,
  number text, reference text, revision integer, state text, reason text, reason_detail text, cart_status text,
  payment text, vendor_status text, placed_at timestamptz, loaded_at timestamptz, ship_method_code text,
  ship_method_name text, wms_method_code text, wms_method_name text, currency text, total text, country text,
  region text, sealed_recipient text, canceled_at timestamptz, updated_at timestamptz`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0]!);
/** What stays as it was when the order was loaded. */
const FIXED = [
  'id',
  'account_id',
  'merchant_id',
  'cart_connection_id',
  'external_id',
  'reference',
  'loaded_at',
];

/** Writes loaded and replaced orders with their lines: three statements, however many orders. */
export async function writeOrders(
  tx: EntityManager,
  orders: readonly Decided<'load' | 'replace'>[],
  now: Date,
): Promise<void> {
  if (orders.length === 0) return;
  await tx.query(
    `INSERT INTO orders (${NAMES.join(', ')})
     SELECT * FROM json_to_recordset($1::json) AS t (${COLUMNS})
     ON CONFLICT (cart_connection_id, external_id) DO UPDATE SET
       ${NAMES.filter((name) => !FIXED.includes(name))
         .map((name) => `${name} = excluded.${name}`)
         .join(', ')}`,
    [JSON.stringify(orders.map((order) => orderRow(order, now)))],
  );
  await writeLines(tx, orders);
}

function orderRow(order: Decided<'load' | 'replace'>, now: Date): Record<string, unknown> {
  const { item, decision, orderId } = order;
  const content = contentOf(order);
  const wmsMethod = wmsMethodOf(order);
  return {
    id: orderId,
    account_id: item.accountId,
    merchant_id: item.merchantId,
    cart_connection_id: item.connectionId,
    cart_connector: item.connector,
    external_id: item.externalId,
    number: item.number,
    reference: orderReference(orderId),
    revision: item.revision,
    state: decision.state,
    reason: decision.reason,
    reason_detail: decision.detail,
    cart_status: content.status,
    payment: content.payment,
    vendor_status: content.vendorStatus,
    placed_at: new Date(item.placedAt),
    loaded_at: now,
    ship_method_code: content.shipMethod?.code ?? null,
    ship_method_name: content.shipMethod?.name ?? null,
    wms_method_code: wmsMethod?.code ?? null,
    wms_method_name: wmsMethod?.name ?? null,
    currency: content.total.currency,
    total: content.total.amount,
    country: content.destination?.country ?? null,
    region: content.destination?.region ?? null,
    sealed_recipient: content.sealedRecipient,
    canceled_at: decision.state === 'canceled' ? now : null,
    updated_at: now,
  };
}

/** A line that the cart still has keeps its id, so that whoever was told of it can name it. */
async function writeLines(tx: EntityManager, orders: readonly Decided<'load' | 'replace'>[]): Promise<void> {
  const replaced = decidedAgain(orders);
  if (replaced.length > 0) {
    await tx.query(
      `DELETE FROM order_lines l USING unnest($1::uuid[], $2::json[]) AS o (id, kept)
       WHERE l.order_id = o.id AND l.external_id NOT IN (SELECT json_array_elements_text(o.kept))`,
      [
        replaced.map((order) => order.orderId),
        replaced.map((order) => JSON.stringify(contentOf(order).lines.map((line) => line.externalId))),
      ],
    );
  }
  const lines = orders.flatMap((order) =>
    contentOf(order).lines.map((line, index) => ({ ...line, orderId: order.orderId, position: index + 1 })),
  );
  await tx.query(
    `INSERT INTO order_lines (id, order_id, position, external_id, sku, name, quantity, unit_price)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[])
     ON CONFLICT (order_id, external_id) DO UPDATE SET position = excluded.position, sku = excluded.sku,
       name = excluded.name, quantity = excluded.quantity, unit_price = excluded.unit_price`,
    [
      lines.map(() => uuidv7()),
      lines.map((line) => line.orderId),
      lines.map((line) => line.position),
      lines.map((line) => line.externalId),
      lines.map((line) => line.sku),
      lines.map((line) => line.name),
      lines.map((line) => line.quantity),
      lines.map((line) => line.unitPrice),
    ],
  );
}

function decidedAgain(orders: readonly Decided<'load' | 'replace'>[]): Decided<'load' | 'replace'>[] {
  return orders.filter((order) => order.decision.act === 'replace');
}
