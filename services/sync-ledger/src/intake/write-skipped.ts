import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Decided, PlacedOrder } from './placed-order';

const COLUMNS = `
  id uuid, account_id uuid, merchant_id uuid, cart_connection_id uuid, cart_connector text, external_id text,
  number text, reason text, detail text, placed_at timestamptz, revision integer, skipped_at timestamptz, content jsonb`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0]!);
/** `skipped_at` tells since when the order is skipped for the present reason. */
const SKIPPED_AT = `CASE WHEN skipped_orders.reason = excluded.reason
  THEN skipped_orders.skipped_at ELSE excluded.skipped_at END`;

/** Records orders as skipped, with the content that a later look at changed rules needs. */
export async function writeSkipped(
  tx: EntityManager,
  orders: readonly Decided<'skip'>[],
  now: Date,
): Promise<void> {
  if (orders.length === 0) return;
  const rows = orders.map(({ item, decision }) => ({
    id: uuidv7(),
    account_id: item.accountId,
    merchant_id: item.merchantId,
    cart_connection_id: item.connectionId,
    cart_connector: item.connector,
    external_id: item.externalId,
    number: item.number,
    reason: decision.reason,
    detail: decision.detail,
    placed_at: new Date(item.placedAt),
    revision: item.revision,
    skipped_at: now,
    content: item.content,
  }));
  await tx.query(
    `INSERT INTO skipped_orders (${NAMES.join(', ')})
     SELECT * FROM json_to_recordset($1::json) AS t (${COLUMNS})
     ON CONFLICT (cart_connection_id, external_id) DO UPDATE SET number = excluded.number, reason = excluded.reason,
       detail = excluded.detail, placed_at = excluded.placed_at, revision = excluded.revision,
       skipped_at = ${SKIPPED_AT}, content = excluded.content`,
    [JSON.stringify(rows)],
  );
}

/** Takes orders that were loaded after all off the skipped list. */
export async function removeSkipped(tx: EntityManager, orders: readonly PlacedOrder[]): Promise<void> {
  const listed = orders.filter((order) => order.found.as === 'skipped');
  if (listed.length === 0) return;
  await tx.query(
    `DELETE FROM skipped_orders s USING unnest($1::uuid[], $2::text[]) AS k (connection, external)
     WHERE s.cart_connection_id = k.connection AND s.external_id = k.external`,
    [listed.map(({ item }) => item.connectionId), listed.map(({ item }) => item.externalId)],
  );
}
