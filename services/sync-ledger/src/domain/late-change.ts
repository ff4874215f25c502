import type { OrderState } from './order-state';

/** States in which the hub itself has told, or tells, the cart that the whole order left. */
const SHIPPED: readonly OrderState[] = ['shipped', 'confirmed'];

/** The content of an order, as far as a warehouse acts on it. */
export interface ShippableContent {
  shipMethodCode: string | null;
  lines: readonly { externalId: string; sku: string; quantity: number }[];
}

/**
 * What changed in the cart after the warehouse got the order, in words for people; empty when nothing that matters did.
 * @param addressChanged whether the recipients differ, which only their opened texts can tell
 */
export function lateChanges(
  delivered: ShippableContent & { state: OrderState },
  now: ShippableContent & { status: string; payment: string },
  addressChanged: boolean,
): string[] {
  const changes: string[] = [];
  if (linesText(delivered.lines) !== linesText(now.lines)) changes.push('lines or quantities');
  if (addressChanged) changes.push('recipient');
  if (delivered.shipMethodCode !== now.shipMethodCode) changes.push('ship method');
  if (now.status === 'fulfilled' && !SHIPPED.includes(delivered.state))
    changes.push('fulfilled in the cart by somebody else');
  if (now.status === 'on_hold') changes.push('put on hold in the cart');
  if (now.payment === 'refunded') changes.push('refunded');
  return changes;
}

function linesText(lines: ShippableContent['lines']): string {
  return lines
    .filter((line) => line.quantity > 0)
    .map((line) => JSON.stringify([line.externalId, line.sku, line.quantity]))
    .sort()
    .join();
}
