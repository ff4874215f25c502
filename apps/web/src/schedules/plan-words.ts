import type { Schema } from '../api/client';

export type Plan = Schema<'ScheduleDto'>['plan'];
export type SyncFunction = Schema<'ScheduleDto'>['function'];

export const FUNCTION_WORDS: Record<SyncFunction, string> = {
  'order-download': 'Order download',
  'order-delivery': 'Order delivery',
  'shipping-confirmations': 'Shipping confirmations',
  'shipment-upload': 'Shipment upload',
  inventory: 'Inventory',
  'inventory-upload': 'Inventory upload',
};

/** In the order in which an order passes them. */
export const FUNCTIONS = Object.keys(FUNCTION_WORDS) as SyncFunction[];

export const FUNCTION_MEANING: Record<SyncFunction, string> = {
  'order-download': 'Store to hub',
  'order-delivery': 'Hub to warehouse',
  'shipping-confirmations': 'Warehouse to hub',
  'shipment-upload': 'Hub to store',
  inventory: 'Warehouse to hub',
  'inventory-upload': 'Hub to store',
};

/** Those that can know of work before they look: the others ask somebody else's system, which does not tell. */
export const CAN_BE_AUTOMATIC: readonly SyncFunction[] = [
  'order-delivery',
  'shipment-upload',
  'inventory-upload',
];

/** A plan as people say it, such as "every 5 minutes" or "daily at 02:30 America/New_York". */
export function planInWords(plan: Plan): string {
  switch (plan.kind) {
    case 'interval':
      return plan.every === 1 ? `every ${plan.unit.slice(0, -1)}` : `every ${plan.every} ${plan.unit}`;
    case 'daily':
      return `daily at ${listInWords(plan.times)} ${plan.timeZone}`;
    case 'automatic':
      return 'automatic';
    case 'off':
      return 'off';
  }
}

function listInWords(items: readonly string[]): string {
  const [last = '', ...before] = [...items].reverse();
  return before.length === 0 ? last : `${before.reverse().join(', ')} and ${last}`;
}
