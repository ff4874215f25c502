import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { OrderState } from '../domain/order-state';
import { contentsOfText } from './contents';

/** A merchant with one warehouse and two carts, as the gateways told of them. */
export const tenant = {
  accountId: '0197f2a0-0000-7000-8000-00000000000a',
  merchantId: '0197f2a0-0000-7000-8000-0000000000b1',
} as const;
export const wms = '0197f2a0-0000-7000-8000-0000000000c1';
export const shop = '0197f2a0-0000-7000-8000-0000000000d1';
export const market = '0197f2a0-0000-7000-8000-0000000000d2';

export async function insertTenant(dataSource: DataSource): Promise<void> {
  const { accountId, merchantId } = tenant;
  await dataSource.query(
    `INSERT INTO merchants (id, account_id, name, active, revision) VALUES ($1, $2, 'Acme', true, 1)`,
    [merchantId, accountId],
  );
  await dataSource.query(
    `INSERT INTO wms_connections (id, account_id, merchant_id, connector, name, state, revision)
     VALUES ($1, $2, $3, 'depot', 'Depot', 'active', 1)`,
    [wms, accountId, merchantId],
  );
  for (const [id, name] of [
    [shop, 'Shop'],
    [market, 'Market'],
  ]) {
    await dataSource.query(
      `INSERT INTO cart_connections (id, account_id, merchant_id, connector, name, state, revision)
       VALUES ($1, $2, $3, 'shop', $4, 'active', 1)`,
      [id, accountId, merchantId, name],
    );
  }
}

export interface KnownOrder {
  id: string;
  reference: string;
  number: string;
}

/** An order that was loaded, by default at the warehouse. `lines` are written `2 A, 1 B`; line ids in the cart are L1, L2, ... */
export async function insertOrder(
  dataSource: DataSource,
  order: {
    number: string;
    lines: string;
    state?: OrderState;
    cart?: string;
    placedAt?: string;
    deliveredAt?: string | null;
    wmsOrderId?: string | null;
  },
): Promise<KnownOrder> {
  const id = uuidv7();
  const { number, lines, state = 'at_wms', cart = shop, placedAt = '2026-03-02T08:00:00Z' } = order;
  const { deliveredAt = state === 'at_wms' ? '2026-03-02T08:30:00Z' : null, wmsOrderId = null } = order;
  const reference = `CD${number}`;
  const contents = contentsOfText(lines);
  await dataSource.query(
    `INSERT INTO orders (id, account_id, merchant_id, cart_connection_id, cart_connector, external_id, number, reference,
       revision, state, cart_status, payment, vendor_status, placed_at, loaded_at, currency, total, wms_connection_id,
       wms_order_id, delivered_at, updated_at)
     VALUES ($1, $2, $3, $4, 'shop', 'ext-' || $5::text, $5, $6, 1, $7, 'open', 'paid', 'Open', $8, $8, 'EUR', '10.00',
       $9, $10, $11, $8)`,
    [
      id,
      tenant.accountId,
      tenant.merchantId,
      cart,
      number,
      reference,
      state,
      placedAt,
      wms,
      wmsOrderId,
      deliveredAt,
    ],
  );
  await dataSource.query(
    `INSERT INTO order_lines (id, order_id, position, external_id, sku, name, quantity)
     SELECT id, $1, n, 'L' || n, sku, sku, quantity
     FROM unnest($2::uuid[], $3::text[], $4::int[]) WITH ORDINALITY AS l (id, sku, quantity, n)`,
    [
      id,
      contents.map(() => uuidv7()),
      contents.map(({ sku }) => sku),
      contents.map(({ quantity }) => quantity),
    ],
  );
  return { id, reference, number };
}
