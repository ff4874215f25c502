import type { TrytonRpc } from './rpc';
import { shipmentStateRow, type ShipmentStateRow } from './wire';

/**
 * The customer shipments of orders by our reference, oldest first. Nothing in Tryton keeps a reference unique, and a
 * shipment that the warehouse splits hands its reference on, so an order may have several.
 */
export async function shipmentsByReference(
  rpc: TrytonRpc,
  references: readonly string[],
): Promise<ReadonlyMap<string, ShipmentStateRow[]>> {
  const rows = await rpc.search(shipmentStateRow, {
    model: 'stock.shipment.out',
    domain: [
      ['company', '=', rpc.company],
      ['reference', 'in', references],
    ],
    fields: ['number', 'reference', 'state'],
  });
  return new Map(references.map((key) => [key, rows.filter(({ reference }) => reference === key)]));
}

/** With the warehouse and not taken back: what makes an order delivered. */
export function isWithWarehouse({ state }: ShipmentStateRow): boolean {
  return state !== 'draft' && state !== 'cancelled';
}
