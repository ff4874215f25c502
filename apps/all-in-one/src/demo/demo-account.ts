import { randomBytes } from 'node:crypto';
import { eventually, HubApi } from '@crossdock/api-client';
import { SYNC_FUNCTIONS, targetKindOf, type SyncFunction } from '@crossdock/domain';
import { SHOP_LOGIN, WAREHOUSE_LOGIN, type DemoSite, type DemoWorld } from './demo-world';

/** What the demo made in the hub. */
export interface DemoAccount {
  email: string;
  password: string;
  merchants: DemoMerchantIds[];
}

export interface DemoMerchantIds {
  key: string;
  merchantId: string;
  cartConnectionId: string;
  wmsConnectionId: string;
}

/** The plan of each function of the demo. */
export type DemoPlans = (fn: SyncFunction) => object;

/** Every function on a schedule of seconds, or at once when there is work. */
export const LIVE_PLANS: DemoPlans = (fn) => {
  const seconds = { 'order-download': 3, 'shipping-confirmations': 4, inventory: 15 } as const;
  return fn in seconds
    ? { kind: 'interval', every: seconds[fn as keyof typeof seconds], unit: 'seconds' }
    : { kind: 'automatic' };
};

/** Makes the demo's 3PL account with its merchants, connections, mappings and schedules, through the public API. */
export async function makeDemoAccount(url: string, world: DemoWorld, plans: DemoPlans): Promise<DemoAccount> {
  const email = 'operator@demo-3pl.example.com';
  const password = randomBytes(12).toString('base64url');
  const api = new HubApi(url);
  try {
    await api.signUp({ kind: 'fulfillment', accountName: 'Demo 3PL', email, password });
    const merchants: DemoMerchantIds[] = [];
    for (const site of world.sites) merchants.push(await connectMerchant(api, site, plans));
    return { email, password, merchants };
  } finally {
    await api.close();
  }
}

/** Tells the hub where the demo's shops and warehouses listen now. */
export async function moveConnections(api: HubApi, account: DemoAccount, world: DemoWorld): Promise<void> {
  for (const { key, cartConnectionId, wmsConnectionId } of account.merchants) {
    const site = world.site(key);
    await api.patch(`/cart-connections/${cartConnectionId}`, { settings: shopSettings(site) });
    await api.patch(`/wms-connections/${wmsConnectionId}`, { settings: warehouseSettings(site) });
  }
}

/** Makes a merchant with the site's warehouse and shop, and the plan of each function. */
export async function connectMerchant(
  api: HubApi,
  site: DemoSite,
  plans: DemoPlans,
): Promise<DemoMerchantIds> {
  const { merchant } = site;
  const { id: merchantId } = await api.post<{ id: string }>('/merchants', { name: merchant.name });
  const wms = await connection(api, '/wms-connections', {
    merchantId,
    connector: 'tryton',
    name: 'Demo warehouse',
    settings: warehouseSettings(site),
    credentials: WAREHOUSE_LOGIN,
  });
  const cart = await connection(api, '/cart-connections', {
    merchantId,
    connector: 'vendure',
    name: `${merchant.name} shop`,
    settings: shopSettings(site),
    credentials: SHOP_LOGIN,
  });
  await eventually('the ledger to know the shop', () =>
    api.put('/ship-methods', {
      cartConnectionId: cart.id,
      cartCode: 'standard-shipping',
      wmsCode: 'STANDARD',
      wmsName: 'Standard parcel',
    }),
  );
  for (const fn of SYNC_FUNCTIONS) {
    const target = targetKindOf(fn) === 'merchant' ? merchantId : cart.id;
    await eventually(`the schedule of ${fn}`, () => api.put(`/schedules/${target}/${fn}`, plans(fn)));
  }
  return { key: merchant.key, merchantId, cartConnectionId: cart.id, wmsConnectionId: wms.id };
}

/** A new merchant reaches the gateways a moment after it was made. */
function connection(api: HubApi, path: string, body: object): Promise<{ id: string }> {
  return eventually('the gateway to know the merchant', () => api.post<{ id: string }>(path, body));
}

function shopSettings({ shop }: DemoSite): object {
  return { adminApiUrl: shop.url };
}

function warehouseSettings({ merchant, warehouse }: DemoSite): object {
  return { url: warehouse.url, database: warehouse.database, warehouseCode: merchant.warehouseCode };
}
