import { eventually, type HubApi } from '@crossdock/api-client';
import type { DemoMerchantIds } from '../demo/demo-account';
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
  const step = async (fn: Parameters<typeof runNow>[2]) => {
    const { counts } = await runNow(api, merchant, fn);
    say(`  ${site.merchant.name.padEnd(16)} ${fn.padEnd(24)} ${counts.done}`);
  };

  await step('inventory');
  await stockInShop(site, step);
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
    await step('shipment-upload');
  }
  await until('every order confirmed or cancelled', (orders) =>
    orders.every(({ state }) => state === 'confirmed' || state === 'canceled'),
  );
  await step('inventory');
  await stockInShop(site, step);
}

/** Sends stock until the shop sells what the warehouse can still promise: a snapshot reaches the ledger a moment later. */
async function stockInShop(site: DemoSite, step: (fn: 'inventory-upload') => Promise<void>): Promise<void> {
  await eventually(`${site.merchant.name}: stock of the warehouse in the shop`, async () => {
    await step('inventory-upload');
    return site.warehouse.state
      .stock()
      .every(({ sku, onHand }) => site.shop.state.stock(sku).saleable === onHand);
  });
}

const isCanceled = (externalId: string) => (orders: OrderView[]) =>
  orders.some((order) => order.externalId === externalId && order.state === 'canceled');
