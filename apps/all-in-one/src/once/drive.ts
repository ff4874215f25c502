import { eventually, type HubApi } from '@crossdock/api-client';
import type { SyncFunction } from '@crossdock/domain';
import type { DemoMerchantIds } from '../demo/demo-account';
import { shopKnowsParcels, shopSellsStock } from '../demo/demo-goals';
import type { DemoSite } from '../demo/demo-world';
import { runNow } from '../demo/runs';
import { placeFixedSet, setOrderRules, shipWaiting } from './fixed-set';

interface OrderView {
  id: string;
  externalId: string;
  number: string;
  state: string;
  reason: string | null;
}

/**
 * Moves one merchant's fixed set by the six functions, each started as a user starts it, until every order that can be
 * confirmed is confirmed.
 * @throws Error that names what did not happen
 */
export async function drive(
  api: HubApi,
  merchant: DemoMerchantIds,
  site: DemoSite,
  say: (line: string) => void,
): Promise<void> {
  const now = new Date();
  const { cartConnectionId } = merchant;
  const states = () => api.all<OrderView>('/orders', { merchantId: merchant.merchantId });
  const until = (what: string, holds: (orders: OrderView[]) => boolean) =>
    eventually(`${site.merchant.name}: ${what}`, async () => holds(await states()));
  /** Runs a function; again until its goal is reached, for what other runs found reaches the ledger a moment later. */
  const step = (fn: SyncFunction, reached = () => true) =>
    eventually(`${site.merchant.name}: the effect of ${fn}`, async () => {
      const { counts } = await runNow(api, merchant, fn);
      say(`  ${site.merchant.name.padEnd(16)} ${fn.padEnd(24)} ${counts.done}`);
      return reached();
    });

  await step('inventory');
  await step('inventory-upload', () => shopSellsStock(site));
  await setOrderRules(api, merchant, now);
  const { canceledBeforeDelivery, canceledAfterDelivery } = placeFixedSet(site, now);

  await step('order-download');
  await until('13 orders loaded', (orders) => orders.length === 13);
  await until('the express order held for its ship method', (orders) =>
    orders.some(({ state }) => state === 'held'),
  );
  await api.put('/ship-methods', {
    cartConnectionId,
    cartCode: 'express-shipping',
    wmsCode: 'EXPRESS',
    wmsName: 'Express',
  });
  await until('the held order released', (orders) => orders.every(({ state }) => state !== 'held'));

  site.shop.state.cancelOrder(canceledBeforeDelivery);
  await step('order-download');
  await until('the order cancelled before delivery', isCanceled(canceledBeforeDelivery));

  await step('order-delivery');
  await until(
    '12 orders at the warehouse',
    (orders) => orders.filter(({ state }) => state === 'at_wms').length === 12,
  );
  site.shop.state.cancelOrder(canceledAfterDelivery);
  await step('order-download');
  await until('the order cancelled at the warehouse', isCanceled(canceledAfterDelivery));

  for (let wave = 1; shipWaiting(site, wave) > 0; wave++) {
    await step('shipping-confirmations');
    await step('shipment-upload', () => shopKnowsParcels(site));
  }
  await until('every order confirmed or cancelled', (orders) =>
    orders.every(({ state }) => state === 'confirmed' || state === 'canceled'),
  );
  await step('inventory');
  await step('inventory-upload', () => shopSellsStock(site));
}

const isCanceled = (externalId: string) => (orders: OrderView[]) =>
  orders.some((order) => order.externalId === externalId && order.state === 'canceled');
