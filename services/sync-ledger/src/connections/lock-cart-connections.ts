import type { EntityManager } from 'typeorm';

/**
 * Waits until no other transaction places orders of these cart connections or changes their rules or mappings, and
 * keeps others out until this one ends. Without it an order could be held for a method that is being mapped.
 */
export async function lockCartConnections(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  for (const id of sorted) {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`orders:${id}`]);
  }
}
