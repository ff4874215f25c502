import { In, type EntityManager } from 'typeorm';
import { DEFAULT_RULES, type OrderRules } from '../domain/order-rules';
import { OrderRulesRow } from './order-rules.entity';

/** The rules of each of these cart connections; the default where nobody set any. */
export async function rulesOfConnections(
  tx: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrderRules>> {
  const rows = await tx.findBy(OrderRulesRow, { cartConnectionId: In([...ids]) });
  const byConnection = new Map(rows.map((row) => [row.cartConnectionId, row]));
  return new Map(ids.map((id) => [id, byConnection.get(id) ?? DEFAULT_RULES]));
}
