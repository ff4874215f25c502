import type { SyncFunction } from '@crossdock/domain';
import type { Plan } from './plan';

export type DefaultPlans = Readonly<Record<SyncFunction, Plan>>;

/** What a new target starts with. It works at once; a person changes what does not fit. */
export const DEFAULT_PLANS: DefaultPlans = {
  'order-download': { kind: 'interval', every: 5, unit: 'minutes' },
  'order-delivery': { kind: 'automatic' },
  'shipping-confirmations': { kind: 'interval', every: 15, unit: 'minutes' },
  'shipment-upload': { kind: 'automatic' },
  inventory: { kind: 'interval', every: 60, unit: 'minutes' },
  'inventory-upload': { kind: 'automatic' },
};
