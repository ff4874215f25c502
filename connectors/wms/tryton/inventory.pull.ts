import type { PullPage, PullRequest } from '@crossdock/connector-sdk';
import type { StockLevel } from '@crossdock/domain';
import { z } from 'zod';
import { toStockLevels } from './inventory.map';
import { findWarehouse } from './master-data';
import { connect, type TrytonContext } from './rpc';
import { openMoveRow, stockRow } from './wire';

export const stockCursor = z.object({
  /** Last product read. */
  afterId: z.int(),
});
export type StockCursor = z.infer<typeof stockCursor>;

const LARGEST_PAGE = 250;

export function startInventory(): StockCursor {
  return { afterId: 0 };
}

/**
 * Stock of all active goods that have a code. What is promised is read from the goods movements themselves: Tryton's
 * own forecast leaves out what was planned for an earlier day and has not left, and counts supplies that have not come.
 */
export async function pullInventory(
  ctx: TrytonContext,
  { cursor, limit }: PullRequest<StockCursor>,
): Promise<PullPage<StockLevel, StockCursor>> {
  const { warehouseCode } = ctx.settings;
  const rpc = await connect(ctx);
  const warehouse = await findWarehouse(rpc, warehouseCode);
  const wanted = Math.min(limit, LARGEST_PAGE);
  const rows = await rpc.search(stockRow, {
    model: 'product.product',
    domain: [
      ['type', '=', 'goods'],
      ['code', '!=', null],
      ['code', '!=', ''],
      ['id', '>', cursor.afterId],
    ],
    fields: ['code', 'quantity'],
    limit: wanted,
    context: { locations: [warehouse.id], with_childs: true },
  });
  const open =
    rows.length === 0
      ? []
      : await rpc.search(openMoveRow, {
          model: 'stock.move',
          domain: [
            ['company', '=', rpc.company],
            ['product', 'in', rows.map(({ id }) => id)],
            ['state', 'in', ['draft', 'assigned']],
            ['from_location', 'child_of', [warehouse.id], 'parent'],
            ['to_location.type', '=', 'customer'],
          ],
          fields: ['product', 'internal_quantity'],
        });
  const more = rows.length === wanted;
  return {
    items: toStockLevels(rows, open, warehouseCode),
    next: { afterId: rows.at(-1)?.id ?? cursor.afterId },
    more,
  };
}
