import type { Row, Tables } from './tables';
import { TrytonFault } from './tryton-fault';

export type FakeState = 'draft' | 'waiting' | 'assigned' | 'picked' | 'packed' | 'done' | 'cancelled';

const MODEL = 'stock.shipment.out';

const CAME_FROM: Record<FakeState, FakeState[]> = {
  draft: ['waiting', 'cancelled'],
  waiting: ['draft', 'assigned', 'waiting'],
  assigned: ['waiting'],
  picked: ['assigned'],
  packed: ['picked'],
  done: ['packed'],
  cancelled: ['draft', 'waiting', 'assigned', 'picked', 'packed'],
};

/** States of the goods movements that come with a shipment's. */
const MOVES: Partial<Record<FakeState, string>> = {
  draft: 'draft',
  waiting: 'draft',
  packed: 'assigned',
  done: 'done',
  cancelled: 'cancelled',
};

export function createShipment(tables: Tables, values: Record<string, unknown>): Row {
  for (const [field, label] of [
    ['customer', 'Customer'],
    ['delivery_address', 'Delivery Address'],
    ['warehouse', 'Warehouse'],
  ] as const)
    if (typeof values[field] !== 'number')
      throw TrytonFault.user(`A value is required for field "${label}" in "Customer Shipment".`);
  const number = String(tables.all(MODEL).length + 1);
  const shipment = tables.add(MODEL, {
    effective_date: null,
    carrier: null,
    ...values,
    number,
    state: 'draft',
  });
  for (const move of tables.related(MODEL, shipment, 'outgoing_moves')) {
    if (typeof move['product'] !== 'number')
      throw TrytonFault.user('A value is required for field "Product" in "Stock Move".');
    if (!Number.isInteger(move['quantity']))
      throw TrytonFault.user(
        `The number of digits in the value "${String(move['quantity'])}" for field "Quantity" in "Stock Move" exceeds the limit of "0".`,
      );
    tables.change('stock.move', move, { state: 'draft', internal_quantity: move['quantity'], package: null });
  }
  return shipment;
}

/** Presses a button. Like Tryton it leaves out, without a word, every shipment whose state does not allow it. */
export function moveTo(tables: Tables, ids: readonly number[], state: FakeState): null {
  for (const id of ids) {
    const shipment = tables.get(MODEL, id);
    if (!CAME_FROM[state].includes(shipment['state'] as FakeState)) continue;
    for (const move of tables.related(MODEL, shipment, 'outgoing_moves')) {
      if (MOVES[state] !== undefined) tables.change('stock.move', move, { state: MOVES[state] });
      if (state === 'cancelled') tables.change('stock.move', move, { package: null });
      if (state === 'done') takeOut(tables, move);
    }
    tables.change(MODEL, shipment, { state });
    if (state === 'done') shipment['effective_date'] = dateOf(shipment['write_date'] as DateParts);
  }
  return null;
}

function takeOut(tables: Tables, move: Row): void {
  const product = tables.get('product.product', move['product'] as number);
  product['on_hand'] = (product['on_hand'] as number) - (move['quantity'] as number);
}

export interface DateParts {
  year: number;
  month: number;
  day: number;
}

function dateOf({ year, month, day }: DateParts) {
  return { __class__: 'date', year, month, day };
}
