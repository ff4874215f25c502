import type { ShipMethod } from '@crossdock/domain';
import type { HoldReason } from './hold-reason';
import type { CartStatus, OrderRules, Payment } from './order-rules';
import { SKIP_REASONS, type SkipReason } from './skip-reason';

/** What the rules look at. */
export interface OrderFacts {
  status: CartStatus;
  payment: Payment;
  vendorStatus: string;
  placedAt: Date;
  hasAddress: boolean;
  shipMethod: ShipMethod | null;
  /** `quantity` is what is left to ship. */
  lines: readonly { sku: string; quantity: number }[];
}

/**
 * - `ready`: can be sent, with the warehouse's method (null when the order names none);
 * - `held`: belongs into the ledger, but somebody must do something first;
 * - `skip`: does not belong into the ledger as it is now.
 */
export type Evaluation =
  | { outcome: 'ready'; wmsMethod: ShipMethod | null }
  | { outcome: 'held'; reason: HoldReason; detail: string; wmsMethod: ShipMethod | null }
  | { outcome: 'skip'; reason: SkipReason; detail: string };

/**
 * Holds an order against the rules of its cart connection.
 * @param mapped the warehouse's method for the order's ship method; null when it is not mapped
 */
export function evaluateOrder(order: OrderFacts, rules: OrderRules, mapped: ShipMethod | null): Evaluation {
  const skipped = skipReason(order, rules);
  if (skipped) return { outcome: 'skip', ...skipped };
  const method = order.shipMethod;
  const unmapped = method !== null && mapped === null;
  const wmsMethod = unmapped && rules.unmappedShipMethod === 'pass_through' ? method : mapped;
  if (unmapped && wmsMethod === null) {
    const detail = `Ship method "${method.name || method.code}" has no warehouse method yet.`;
    return { outcome: 'held', reason: 'ship-method-unmapped', detail, wmsMethod };
  }
  if (order.lines.some((line) => line.quantity > 0 && line.sku.trim() === '')) {
    const detail = 'A line has no SKU, so the warehouse cannot know the product.';
    return { outcome: 'held', reason: 'sku-missing', detail, wmsMethod };
  }
  return { outcome: 'ready', wmsMethod };
}

function skipReason(order: OrderFacts, rules: OrderRules): { reason: SkipReason; detail: string } | null {
  const { earliestOrderDate: earliest } = rules;
  if (order.status === 'canceled') return { reason: 'canceled', detail: SKIP_REASONS.canceled };
  if (order.status === 'fulfilled')
    return { reason: 'already-fulfilled', detail: SKIP_REASONS['already-fulfilled'] };
  if (earliest !== null && order.placedAt < earliest)
    return {
      reason: 'too-old',
      detail: `Placed at ${order.placedAt.toISOString()}; the earliest order date is ${earliest.toISOString()}.`,
    };
  if (!rules.statuses.includes(order.status))
    return {
      reason: 'status-filtered',
      detail: `The cart says "${order.vendorStatus}" (${order.status}); the rules load ${rules.statuses.join(', ')}.`,
    };
  if (!rules.payments.includes(order.payment))
    return {
      reason: 'not-paid',
      detail: `The payment is ${order.payment}; the rules load ${rules.payments.join(', ')}.`,
    };
  if (!order.lines.some((line) => line.quantity > 0))
    return { reason: 'nothing-to-ship', detail: SKIP_REASONS['nothing-to-ship'] };
  if (!order.hasAddress) return { reason: 'no-address', detail: SKIP_REASONS['no-address'] };
  return null;
}
