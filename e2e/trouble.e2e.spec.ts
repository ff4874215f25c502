import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, type HubApi } from '@crossdock/api-client';
import {
  startTrytonFake,
  startVendureFake,
  type TrytonFake,
  type VendureFake,
} from '@crossdock/connectors/fakes';
import { connectMerchant, type DemoMerchantIds } from '../apps/all-in-one/src/demo/demo-account';
import { DEMO_MERCHANTS, type DemoMerchant } from '../apps/all-in-one/src/demo/demo-merchants';
import { SHOP_LOGIN, WAREHOUSE_LOGIN } from '../apps/all-in-one/src/demo/demo-world';
import type { Hub } from '../apps/all-in-one/src/hub/start-hub';
import { Gate } from './world/gate';
import { newOperator } from './world/operator';
import { everyFewSeconds } from './world/plans';
import { startTestHub } from './world/test-hub';

interface AlertView {
  kind: string;
  title: string;
  detail: string;
  fix: string;
  items: number;
}

interface OrderView {
  id: string;
  externalId: string;
  state: string;
  reason: string | null;
  reasonDetail: string | null;
}

const NEW_PASSWORD = 'another-password-8Qz';

describe('trouble while the hub runs', () => {
  const merchant = DEMO_MERCHANTS[0] as DemoMerchant;
  const sku = merchant.products[0]?.sku as string;
  let hub: Hub;
  let api: HubApi;
  let ids: DemoMerchantIds;
  let shop: VendureFake;
  let shopGate: Gate;
  let warehouse: TrytonFake;

  beforeAll(async () => {
    shop = await startVendureFake(SHOP_LOGIN);
    warehouse = await startTrytonFake({ ...WAREHOUSE_LOGIN, warehouseCode: merchant.warehouseCode });
    for (const { name, price, stock, ...product } of merchant.products) {
      shop.state.addProduct({ ...product, name, price, stockOnHand: stock });
      warehouse.state.addProduct({ ...product, name, stockOnHand: stock });
    }
    shopGate = await Gate.start(shop.url);
    hub = await startTestHub({ SCHEDULE_BACKOFF_SECONDS: '1', WRITE_BACKOFF_SECONDS: '1' });
    api = await newOperator(hub.url);
    ids = await connectMerchant(
      api,
      { merchant, shop: { ...shop, url: shopGate.url }, warehouse },
      everyFewSeconds,
    );
  }, 60_000);
  afterEach(() => {
    shopGate.mode = 'open';
  });
  afterAll(async () => {
    await api?.close();
    await hub?.close();
    await shopGate?.close();
    await Promise.all([shop?.close(), warehouse?.close()]);
  }, 60_000);

  const orders = () => api.all<OrderView>('/orders', { merchantId: ids.merchantId });
  const alerts = () => api.all<AlertView>('/alerts', { merchantId: ids.merchantId });
  const place = (lines = [{ sku, quantity: 1 }]) => shop.state.placeOrder({ lines }).id;
  const orderOf = (externalId: string, state: string) =>
    eventually(`order ${externalId} to be ${state}`, async () =>
      (await orders()).find((order) => order.externalId === externalId && order.state === state),
    );
  const alertOf = (title: string, words: string) =>
    eventually(`an alert "${title}" of "${words}"`, async () =>
      (await alerts()).find((alert) => alert.title === title && alert.detail.includes(words)),
    );
  const noAlerts = () => eventually('no alert', async () => (await alerts()).length === 0);

  it('asks for new credentials once when they are revoked, calls no more, and then loads what waited', async () => {
    const before = place();
    await orderOf(before, 'at_wms');

    const restarted = await startVendureFake({
      ...SHOP_LOGIN,
      password: NEW_PASSWORD,
      data: shop.state.snapshot(),
    });
    shopGate.leadTo(restarted.url);
    await shop.close();
    shop = restarted;
    const waiting = [place(), place(), place()];

    await eventually('the connection to need new credentials', async () => {
      const { state } = await api.get<{ state: string }>(`/cart-connections/${ids.cartConnectionId}`);
      return state === 'needs_reauth';
    });
    await eventually('an alert', async () => (await alerts()).length > 0);
    expect(await alerts()).toEqual([
      expect.objectContaining({
        title: 'The cart connection "Harbor Coffee shop" needs new credentials',
        detail: 'Vendure does not know this user name and password.',
        fix: 'Enter the identifier and password of an active administrator.',
        items: 1,
      }),
    ]);
    const calls = shopGate.calls;
    await sleep(4_000);
    expect(shopGate.calls).toBe(calls);
    await expect(api.post(`/schedules/${ids.cartConnectionId}/order-download/run`)).rejects.toMatchObject({
      status: 409,
      problem: { detail: expect.stringContaining('Enter valid credentials') },
    });

    await api.patch(`/cart-connections/${ids.cartConnectionId}`, {
      credentials: { ...SHOP_LOGIN, password: NEW_PASSWORD },
    });
    for (const id of waiting) await orderOf(id, 'at_wms');
    await noAlerts();
  }, 60_000);

  it('tells that a shop is away or shows a web page, stops telling when it is back, and has lost nothing', async () => {
    shopGate.mode = 'away';
    const first = place();
    expect(
      await alertOf('Order download of Harbor Coffee shop failed', 'closed the connection'),
    ).toMatchObject({
      fix: 'Check that the server is up and answers in time; the call is tried again.',
    });

    shopGate.mode = 'maintenance';
    const second = place();
    expect(await alertOf('Order download of Harbor Coffee shop failed', 'an HTML page')).toMatchObject({
      fix: expect.stringContaining('Check that the address points at the API itself'),
    });

    shopGate.mode = 'open';
    for (const id of [first, second]) await orderOf(id, 'at_wms');
    await noAlerts();
    expect(await orders()).toHaveLength(shop.state.orders().length);
  }, 60_000);

  it('keeps a refused order with the words of the warehouse, lets the others pass, and sends it when told', async () => {
    shop.state.addProduct({ sku: 'HC-NEW', name: 'New in the shop', price: 100, stockOnHand: 5 });
    const unknown = place([{ sku: 'HC-NEW', quantity: 1 }]);
    const other = place();
    const refused = await orderOf(unknown, 'error');
    expect(refused).toMatchObject({ reason: 'unknown-sku', reasonDetail: expect.stringContaining('HC-NEW') });
    await orderOf(other, 'at_wms');
    expect(await alerts()).toEqual([expect.objectContaining({ kind: 'order-delivery-failed', items: 1 })]);

    warehouse.state.addProduct({ sku: 'HC-NEW', name: 'New in the shop', stockOnHand: 5 });
    await api.post(`/orders/${refused.id}/resend`);
    await orderOf(unknown, 'at_wms');
    await noAlerts();

    warehouse.state.refusal = 'The period of today is closed.';
    const late = await orderOf(place(), 'error');
    expect(late.reasonDetail).toContain('The period of today is closed.');
    warehouse.state.refusal = null;
    await api.post(`/orders/${late.id}/resend`);
    await orderOf(late.externalId, 'at_wms');
    await noAlerts();
    expect(warehouse.state.acceptedOrders()).toBe(shop.state.orders().length);
  }, 60_000);

  it('shows the secret of no connection', async () => {
    const shown = await Promise.all([
      api.get(`/cart-connections/${ids.cartConnectionId}`),
      api.get(`/wms-connections/${ids.wmsConnectionId}`),
      api.get('/alerts', { state: 'closed' }),
      api.get('/runs', { limit: 200 }),
    ]);
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${SHOP_LOGIN.password}|${NEW_PASSWORD}`));
  });
});
