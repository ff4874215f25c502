import type { HubApi } from '@crossdock/api-client';
import type { DemoMerchantIds } from '../demo/demo-account';
import type { DemoSite } from '../demo/demo-world';

const DAY_MS = 24 * 60 * 60 * 1000;

/** The orders of the fixed set that something happens to on their way. */
export interface FixedSet {
  /** Cancelled in the shop after the hub loaded it. */
  canceledBeforeDelivery: string;
  /** Cancelled in the shop when the warehouse holds it. */
  canceledAfterDelivery: string;
}

/**
 * Places the fixed set in a shop, the same in each run: twelve plain orders of one to four lines, one by express, one
 * too old to load, one that its buyer cancelled at once.
 */
export function placeFixedSet({ merchant, shop }: DemoSite, now: Date): FixedSet {
  const skus = merchant.products.map(({ sku }) => sku);
  const plain = Array.from({ length: 12 }, (_, index) =>
    shop.state.placeOrder({
      lines: skus
        .slice(0, 1 + (index % skus.length))
        .map((sku, line) => ({ sku, quantity: 1 + ((index + line) % 3) })),
    }),
  );
  const [one = '', two = ''] = skus;
  shop.state.placeOrder({ lines: [{ sku: two, quantity: 2 }], shippingMethod: 'express-shipping' });
  shop.state.placeOrder({
    lines: [{ sku: one, quantity: 1 }],
    placedAt: new Date(now.getTime() - 10 * DAY_MS),
  });
  const regretted = shop.state.placeOrder({ lines: [{ sku: one, quantity: 1 }] });
  shop.state.cancelOrder(regretted.id);
  return { canceledBeforeDelivery: plain[3]?.id ?? '', canceledAfterDelivery: plain[7]?.id ?? '' };
}

/** The merchant's rule: what is older than a week is not loaded. */
export async function setOrderRules(
  api: HubApi,
  { cartConnectionId }: DemoMerchantIds,
  now: Date,
): Promise<void> {
  const { payments, statuses, unmappedShipMethod } = await api.get<Record<string, unknown>>(
    `/order-rules/${cartConnectionId}`,
  );
  await api.put(`/order-rules/${cartConnectionId}`, {
    payments,
    statuses,
    unmappedShipMethod,
    earliestOrderDate: new Date(now.getTime() - 7 * DAY_MS).toISOString(),
  });
}

/** Ships what waits: every third order in two parcels, every fourth one only in part, so that the rest waits on. */
export function shipWaiting({ merchant, warehouse }: DemoSite, wave: number): number {
  const waiting = warehouse.state.waiting();
  waiting.forEach(({ reference, units }, index) => {
    if (reference === null)
      throw new Error('the warehouse holds a shipment without the reference of the hub');
    const tracking = (parcel: number) =>
      `PX${merchant.codePrefix}${wave}${String(index).padStart(3, '0')}${parcel}`;
    const entries = Object.entries(units);
    const [head, ...rest] = entries;
    if (wave === 1 && head && rest.length > 0 && index % 3 === 0) {
      const parcels = [
        { tracking: tracking(1), units: Object.fromEntries([head]) },
        { tracking: tracking(2), units: Object.fromEntries(rest) },
      ];
      warehouse.state.ship(reference, parcels);
    } else if (wave === 1 && head && rest.length > 0 && index % 4 === 1) {
      warehouse.state.ship(reference, [{ tracking: tracking(1), units: Object.fromEntries([head]) }]);
    } else {
      warehouse.state.ship(reference, [{ tracking: tracking(1), units }]);
    }
  });
  return waiting.length;
}
