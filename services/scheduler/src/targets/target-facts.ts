import type { EntityManager } from 'typeorm';
import type { ConnectionFacts, MerchantFacts } from '../domain/targets';

export type MerchantNews = MerchantFacts & { readonly revision: number };
export type ConnectionNews = ConnectionFacts & { readonly revision: number };

/**
 * Until the end of the transaction nobody else changes what is known of these merchants: schedules follow from all
 * facts of a merchant together.
 */
export async function lockMerchants(tx: EntityManager, merchantIds: readonly string[]): Promise<void> {
  await tx.query(
    'SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM (SELECT unnest($1::text[]) AS id ORDER BY id) AS ids',
    [merchantIds],
  );
}

/** Takes over what is newer than what is known; old news changes nothing. */
export async function saveMerchants(tx: EntityManager, news: readonly MerchantNews[]): Promise<void> {
  const rows = newestOfEach(news);
  await tx.query(
    `INSERT INTO merchant (id, account_id, active, revision)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bool[], $4::int[])
     ON CONFLICT (id) DO UPDATE
     SET account_id = excluded.account_id, active = excluded.active, revision = excluded.revision
     WHERE merchant.revision < excluded.revision`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.accountId),
      rows.map((row) => row.active),
      rows.map((row) => row.revision),
    ],
  );
}

/** Takes over what is newer than what is known; old news changes nothing. */
export async function saveConnections(tx: EntityManager, news: readonly ConnectionNews[]): Promise<void> {
  const rows = newestOfEach(news);
  await tx.query(
    `INSERT INTO connection (id, side, account_id, merchant_id, connector, state, revision)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[])
     ON CONFLICT (id) DO UPDATE
     SET account_id = excluded.account_id, merchant_id = excluded.merchant_id, connector = excluded.connector,
         state = excluded.state, revision = excluded.revision
     WHERE connection.revision < excluded.revision`,
    [
      rows.map((row) => row.id),
      rows.map((row) => row.side),
      rows.map((row) => row.accountId),
      rows.map((row) => row.merchantId),
      rows.map((row) => row.connector),
      rows.map((row) => row.state),
      rows.map((row) => row.revision),
    ],
  );
}

/** In the order of ids, so that two batches lock alike. */
function newestOfEach<T extends { id: string; revision: number }>(news: readonly T[]): T[] {
  const newest = new Map<string, T>();
  for (const item of news) {
    const known = newest.get(item.id);
    if (!known || known.revision < item.revision) newest.set(item.id, item);
  }
  return [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
