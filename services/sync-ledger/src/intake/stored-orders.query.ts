import type { EntityManager } from 'typeorm';
import type { StoredOrder } from '../domain/intake-decision';
import type { ShippableContent } from '../domain/late-change';
import type { CancelState, OrderState } from '../domain/order-state';
import { orderKey, type IntakeItem } from './intake-item';

/** A loaded order as intake finds it. */
export interface LoadedOrder extends ShippableContent {
  as: 'loaded';
  id: string;
  state: OrderState;
  reason: string | null;
  cancelState: CancelState | null;
  revision: number;
  deliveryAttempt: number;
  sealedRecipient: string | null;
}

export type Found = LoadedOrder | Exclude<StoredOrder, { as: 'loaded' }>;

interface LoadedRow extends Omit<LoadedOrder, 'as'> {
  connectionId: string;
  externalId: string;
}

interface SkippedRow {
  connectionId: string;
  externalId: string;
  revision: number;
}

/** Locks and reads what the ledger holds for each item, by {@link orderKey}. */
export async function findStored(
  tx: EntityManager,
  items: readonly IntakeItem[],
): Promise<ReadonlyMap<string, Found>> {
  const keys = [items.map((item) => item.connectionId), items.map((item) => item.externalId)];
  const loaded: LoadedRow[] = await tx.query(
    `SELECT o.id, o.cart_connection_id AS "connectionId", o.external_id AS "externalId", o.state, o.reason,
       o.cancel_state AS "cancelState", o.revision, o.delivery_attempt AS "deliveryAttempt",
       o.sealed_recipient AS "sealedRecipient", o.ship_method_code AS "shipMethodCode",
       (SELECT coalesce(json_agg(json_build_object('externalId', l.external_id, 'sku', l.sku, 'quantity', l.quantity)), '[]')
        FROM order_lines l WHERE l.order_id = o.id) AS lines
     FROM unnest($1::uuid[], $2::text[]) AS k (connection, external)
     JOIN orders o ON o.cart_connection_id = k.connection AND o.external_id = k.external
     ORDER BY o.id FOR UPDATE OF o`,
    keys,
  );
  const skipped: SkippedRow[] = await tx.query(
    `SELECT s.cart_connection_id AS "connectionId", s.external_id AS "externalId", s.revision
     FROM unnest($1::uuid[], $2::text[]) AS k (connection, external)
     JOIN skipped_orders s ON s.cart_connection_id = k.connection AND s.external_id = k.external
     ORDER BY s.id FOR UPDATE OF s`,
    keys,
  );
  return new Map<string, Found>([
    ...skipped.map((row) => [orderKey(row), { as: 'skipped', revision: row.revision }] as const),
    ...loaded.map((row) => [orderKey(row), { ...row, as: 'loaded' }] as const),
  ]);
}
