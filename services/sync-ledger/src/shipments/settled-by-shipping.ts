import type { ClearedItem } from '../alerts/alert-causes';
import { DELIVERY_DELAYED, DELIVERY_FAILED } from '../deliveries/verdict-alerts';
import { CHANGED_LATE } from '../intake/intake-alerts';

/** What no person can act on any more once everything of an order has left the warehouse. */
export function settledByShipping(orderId: string): ClearedItem[] {
  return [CHANGED_LATE, DELIVERY_DELAYED, DELIVERY_FAILED].map((kind) => ({ kind, item: orderId }));
}
