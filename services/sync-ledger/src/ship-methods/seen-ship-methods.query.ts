import type { EntityManager } from 'typeorm';
import type { ShipMethod } from '@crossdock/domain';

export interface SeenShipMethod {
  cartConnectionId: string;
  accountId: string;
  merchantId: string;
  method: ShipMethod;
}

/** Looks a method of a cart up; null when it is not mapped. */
export type ShipMethodLookup = (cartConnectionId: string, cartCode: string) => ShipMethod | null;

/** Notes methods that orders carry, so that new ones appear among the mappings, and reads what each is mapped to. */
export async function noteShipMethods(
  tx: EntityManager,
  seen: readonly SeenShipMethod[],
  now: Date,
): Promise<ShipMethodLookup> {
  const distinct = [
    ...new Map(seen.map((one) => [keyOf(one.cartConnectionId, one.method.code), one])).values(),
  ];
  if (distinct.length === 0) return () => null;
  const connections = distinct.map((one) => one.cartConnectionId);
  const codes = distinct.map((one) => one.method.code);
  await tx.query(
    `INSERT INTO ship_method_mappings (cart_connection_id, cart_code, account_id, merchant_id, cart_name, updated_at)
     SELECT *, $6::timestamptz FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[])
     ON CONFLICT DO NOTHING`,
    [
      connections,
      codes,
      distinct.map((one) => one.accountId),
      distinct.map((one) => one.merchantId),
      distinct.map((one) => one.method.name),
      now,
    ],
  );
  const rows: { connection: string; code: string; wms_code: string; wms_name: string | null }[] =
    await tx.query(
      `SELECT m.cart_connection_id AS connection, m.cart_code AS code, m.wms_code, m.wms_name
     FROM unnest($1::uuid[], $2::text[]) AS k (connection, code)
     JOIN ship_method_mappings m ON m.cart_connection_id = k.connection AND m.cart_code = k.code
     WHERE m.wms_code IS NOT NULL`,
      [connections, codes],
    );
  const mapped = new Map(
    rows.map((row) => [
      keyOf(row.connection, row.code),
      { code: row.wms_code, name: row.wms_name ?? row.wms_code },
    ]),
  );
  return (cartConnectionId, cartCode) => mapped.get(keyOf(cartConnectionId, cartCode)) ?? null;
}

function keyOf(cartConnectionId: string, cartCode: string): string {
  return `${cartConnectionId}|${cartCode}`;
}
