import type { DownloadedOrder } from '@crossdock/domain';

export type CartStatus = DownloadedOrder['status'];
export type Payment = DownloadedOrder['payment'];

/** What a cart connection loads. */
export interface OrderRules {
  /** Orders placed before are skipped; null loads all. */
  earliestOrderDate: Date | null;
  payments: readonly Payment[];
  statuses: readonly CartStatus[];
  /** `hold`: an order with an unmapped method waits; `pass_through`: the warehouse gets the cart's code. */
  unmappedShipMethod: 'hold' | 'pass_through';
}

/** Rules of a cart connection for which nobody set any. */
export const DEFAULT_RULES: OrderRules = {
  earliestOrderDate: null,
  payments: ['paid', 'authorized'],
  statuses: ['open'],
  unmappedShipMethod: 'hold',
};
