import { z } from 'zod';

/** The six functions. Three run per cart connection, three per merchant. */
export const SYNC_FUNCTIONS = [
  'order-download',
  'order-delivery',
  'shipping-confirmations',
  'shipment-upload',
  'inventory',
  'inventory-upload',
] as const;

export const syncFunction = z.enum(SYNC_FUNCTIONS);
export type SyncFunction = z.infer<typeof syncFunction>;

/** What a schedule belongs to. */
export const targetKind = z.enum(['cart_connection', 'merchant']);
export type TargetKind = z.infer<typeof targetKind>;

const CART_FUNCTIONS: readonly SyncFunction[] = ['order-download', 'shipment-upload', 'inventory-upload'];

/** The level at which a function is scheduled. */
export function targetKindOf(fn: SyncFunction): TargetKind {
  return CART_FUNCTIONS.includes(fn) ? 'cart_connection' : 'merchant';
}
