import { z } from 'zod';
import openMoves from './fixtures/open-moves.search_read.json';
import products from './fixtures/products.search_read.json';
import { toStockLevels } from './inventory.map';
import { openMoveRow, stockRow } from './wire';

describe('stock in Tryton', () => {
  it('is what is there, and what is not promised to a shipment', () => {
    const levels = toStockLevels(
      z.array(stockRow).parse(products),
      z.array(openMoveRow).parse(openMoves),
      'WH',
    );
    expect(levels).toEqual([
      { sku: 'MUG', warehouse: 'WH', onHand: 92, available: 92 },
      { sku: 'TEA', warehouse: 'WH', onHand: 47, available: 45 },
    ]);
  });

  it('may be promised beyond what is there, and counts whole units', () => {
    const open = [
      { product: 1, internal_quantity: 3 },
      { product: 1, internal_quantity: 2 },
    ];
    expect(toStockLevels([{ id: 1, code: 'RICE', quantity: 2.5 }], open, 'WH')).toEqual([
      { sku: 'RICE', warehouse: 'WH', onHand: 2, available: -3 },
    ]);
  });
});
