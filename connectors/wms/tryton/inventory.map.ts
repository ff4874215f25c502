import type { StockLevel } from '@crossdock/domain';
import { wholeUnits } from './shipments.map';
import type { OpenMoveRow, StockRow } from './wire';

/**
 * Stock of some products in one warehouse.
 * @param open goods movements to customers that are asked for and not done yet, of whatever day
 */
export function toStockLevels(
  rows: readonly StockRow[],
  open: readonly OpenMoveRow[],
  warehouse: string,
): StockLevel[] {
  const promised = new Map<number, number>();
  for (const { product, internal_quantity } of open)
    promised.set(product, (promised.get(product) ?? 0) + internal_quantity);
  return rows.map(({ id, code, quantity }) => ({
    sku: code,
    warehouse,
    onHand: wholeUnits(quantity),
    available: wholeUnits(quantity - (promised.get(id) ?? 0)),
  }));
}
