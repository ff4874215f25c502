import type { EntityManager } from 'typeorm';
import type { CartConnectionChanged, MerchantChanged, PayloadOf } from '@crossdock/domain';

export type ConnectionNews = PayloadOf<typeof CartConnectionChanged>;
export type MerchantNews = PayloadOf<typeof MerchantChanged>;

/**
 * Takes over what a gateway told about connections.
 * @returns the news that was newer than what was known
 */
export async function projectConnections(
  tx: EntityManager,
  table: 'cart_connections' | 'wms_connections',
  news: readonly ConnectionNews[],
): Promise<ConnectionNews[]> {
  const newest = newestOf(news, (one) => one.connectionId);
  const taken: { id: string }[] = await tx.query(
    `INSERT INTO ${table} AS known (id, account_id, merchant_id, connector, name, state, revision)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[])
     ON CONFLICT (id) DO UPDATE SET merchant_id = excluded.merchant_id, connector = excluded.connector,
       name = excluded.name, state = excluded.state, revision = excluded.revision
     WHERE excluded.revision > known.revision
     RETURNING id`,
    [
      newest.map((one) => one.connectionId),
      newest.map((one) => one.accountId),
      newest.map((one) => one.merchantId),
      newest.map((one) => one.connector),
      newest.map((one) => one.name),
      newest.map((one) => one.state),
      newest.map((one) => one.revision),
    ],
  );
  const ids = new Set(taken.map(({ id }) => id));
  return newest.filter((one) => ids.has(one.connectionId));
}

export async function projectMerchants(tx: EntityManager, news: readonly MerchantNews[]): Promise<void> {
  const newest = newestOf(news, (one) => one.merchantId);
  await tx.query(
    `INSERT INTO merchants AS known (id, account_id, name, active, revision)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::boolean[], $5::int[])
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, active = excluded.active, revision = excluded.revision
     WHERE excluded.revision > known.revision`,
    [
      newest.map((one) => one.merchantId),
      newest.map((one) => one.accountId),
      newest.map((one) => one.name),
      newest.map((one) => one.active),
      newest.map((one) => one.revision),
    ],
  );
}

/** Sorted, so that everybody writes rows in one order. */
function newestOf<T extends { revision: number }>(news: readonly T[], idOf: (one: T) => string): T[] {
  const newest = new Map<string, T>();
  for (const one of news) {
    const known = newest.get(idOf(one));
    if (!known || one.revision > known.revision) newest.set(idOf(one), one);
  }
  return [...newest.values()].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}
