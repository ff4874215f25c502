import { eventually } from '@crossdock/api-client';
import { testServers } from '@crossdock/platform/testing';
import { startInFiveProcesses, startInOneProcess, type HubProgram } from './hub/hub-program';
import { Merchant } from './hub/merchant';
import { startRealTryton, type RealTryton } from './tryton/server';
import { startRealVendure, type RealVendure } from './vendure/server';
import type { ShopOrder } from './vendure/shop';

jest.setTimeout(180_000);

const log = (line: string) => process.stderr.write(`${line}\n`);
describe('orders from a real Vendure to a real Tryton and back', () => {
  let vendure: RealVendure;
  let tryton: RealTryton;

  beforeAll(async () => {
    const options = { databaseUrl: testServers().databaseUrl, env: process.env, log };
    vendure = await startRealVendure(options);
    tryton = await startRealTryton(options);
    await tryton.warehouse.createProducts([
      { sku: 'LAMP', name: 'Lamp' },
      { sku: 'BULB', name: 'Bulb' },
    ]);
    for (const [sku, name, price] of [
      ['LAMP', 'Lamp', 4500],
      ['BULB', 'Bulb', 700],
    ] as const)
      await vendure.shop.addProduct({ sku, name, price, stockOnHand: 100 });
  }, 900_000);
  afterAll(async () => {
    await vendure?.stop();
    await tryton?.stop();
  }, 60_000);

  describe.each([
    ['in one process', startInOneProcess],
    ['as five processes over RabbitMQ', startInFiveProcesses],
  ])('%s', (_, startHub) => {
    let hub: HubProgram;
    let merchant: Merchant;
    const placed: Record<string, ShopOrder> = {};
    const order = (name: string) => placed[name] as ShopOrder;
    const referenceOf = async (name: string) =>
      (await merchant.orders()).find(({ externalId }) => externalId === order(name).id)?.reference ?? '';
    const inTryton = async (name: string) => tryton.warehouse.shipments(await referenceOf(name));
    const trackings = async (name: string) =>
      (await vendure.shop.order(order(name).id)).fulfillments
        .map(({ state, trackingCode }) => `${state} ${trackingCode}`)
        .sort();

    beforeAll(async () => {
      await tryton.warehouse.countStock({ LAMP: 40, BULB: 200 });
      hub = await startHub();
      merchant = await Merchant.signUp(hub.url, {
        cart: { settings: { adminApiUrl: vendure.adminApiUrl }, credentials: vendure.hub },
        wms: {
          settings: { url: tryton.url, database: tryton.database, warehouseCode: tryton.warehouseCode },
          credentials: tryton.hub,
        },
      });
    });
    afterAll(async () => {
      await merchant?.api.close();
      const codes = await hub?.stop();
      expect(codes?.every((code) => code === 0)).toBe(true);
    });

    it('brings the stock of Tryton to Vendure', async () => {
      await merchant.run('inventory');
      await stockIn({ LAMP: 40, BULB: 200 });
    });

    it('loads what is placed, and what is cancelled or changed late', async () => {
      placed['whole'] = await vendure.shop.placeOrder({ lines: [{ sku: 'LAMP', quantity: 1 }] });
      placed['split'] = await vendure.shop.placeOrder({
        lines: [
          { sku: 'LAMP', quantity: 2 },
          { sku: 'BULB', quantity: 4 },
        ],
      });
      placed['regretted'] = await vendure.shop.placeOrder({ lines: [{ sku: 'BULB', quantity: 1 }] });
      placed['recalled'] = await vendure.shop.placeOrder({ lines: [{ sku: 'BULB', quantity: 2 }] });
      placed['moved'] = await vendure.shop.placeOrder({ lines: [{ sku: 'BULB', quantity: 3 }] });
      expect((await merchant.run('order-download')).done).toBe(5);
      for (const { id } of Object.values(placed)) await merchant.until(id, 'new');

      await vendure.shop.cancelOrder(order('regretted').id);
      await vendure.shop.editAddress(order('moved').id, { streetLine1: '77 Other Road' });
      // Open orders are read again when they were not looked at for a second.
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await merchant.run('order-download');
      await merchant.until(order('regretted').id, 'canceled');
    });

    it('delivers each order once, the late change with it', async () => {
      await merchant.run('order-delivery');
      for (const name of ['whole', 'split', 'recalled', 'moved']) {
        await merchant.until(order(name).id, 'at_wms');
        expect(await inTryton(name)).toMatchObject([{ state: 'waiting' }]);
      }
      expect(await inTryton('regretted')).toEqual([]);
      expect((await inTryton('split'))[0]?.units).toEqual({ LAMP: 2, BULB: 4 });
      expect((await inTryton('moved'))[0]?.address).toContain('77 Other Road');
    });

    it('cancels at the warehouse what is cancelled in the shop after delivery', async () => {
      await vendure.shop.cancelOrder(order('recalled').id);
      await merchant.run('order-download');
      await merchant.until(order('recalled').id, 'canceled');
      expect(await inTryton('recalled')).toMatchObject([{ state: 'cancelled' }]);
    });

    it('brings the tracking numbers to Vendure, of an order in two parcels over two runs too', async () => {
      await tryton.warehouse.ship(await referenceOf('whole'), [{ tracking: 'T-WHOLE', units: { LAMP: 1 } }]);
      await tryton.warehouse.ship(await referenceOf('moved'), [{ tracking: 'T-MOVED', units: { BULB: 3 } }]);
      const [shipment] = await inTryton('split');
      await tryton.warehouse.split(shipment?.id ?? 0, { BULB: 4 });
      await tryton.warehouse.ship(await referenceOf('split'), [
        { tracking: 'T-SPLIT-1', units: { LAMP: 2 } },
      ]);
      await merchant.run('shipping-confirmations');
      await merchant.until(order('split').id, 'partially_shipped');
      await merchant.run('shipment-upload');
      await merchant.until(order('whole').id, 'confirmed');
      await merchant.until(order('moved').id, 'confirmed');
      expect(await trackings('whole')).toEqual(['Shipped T-WHOLE']);
      expect(await trackings('split')).toEqual(['Shipped T-SPLIT-1']);

      await tryton.warehouse.ship(await referenceOf('split'), [
        { tracking: 'T-SPLIT-2', units: { BULB: 4 } },
      ]);
      await merchant.run('shipping-confirmations');
      await merchant.until(order('split').id, 'shipped');
      await merchant.run('shipment-upload');
      await merchant.until(order('split').id, 'confirmed');
      expect(await trackings('split')).toEqual(['Shipped T-SPLIT-1', 'Shipped T-SPLIT-2']);
      expect((await vendure.shop.order(order('split').id)).state).toBe('Shipped');
    });

    it('reads and uploads the same again without a second effect', async () => {
      await merchant.run('shipping-confirmations');
      await merchant.run('shipment-upload');
      expect(await trackings('split')).toEqual(['Shipped T-SPLIT-1', 'Shipped T-SPLIT-2']);
      expect(await trackings('whole')).toEqual(['Shipped T-WHOLE']);
      expect(await inTryton('whole')).toHaveLength(1);
    });

    it('tells that a cancellation came too late, and ships', async () => {
      const late = await vendure.shop.placeOrder({ lines: [{ sku: 'BULB', quantity: 1 }] });
      placed['late'] = late;
      await merchant.run('order-download');
      await merchant.until(late.id, 'new');
      await merchant.run('order-delivery');
      await merchant.until(late.id, 'at_wms');
      await tryton.warehouse.ship(await referenceOf('late'), [{ tracking: 'T-LATE', units: { BULB: 1 } }]);
      await vendure.shop.cancelOrder(late.id);
      await merchant.run('order-download');
      await eventually('the refusal of the warehouse', async () =>
        (await merchant.orders()).some(
          ({ externalId, cancelState }) => externalId === late.id && cancelState === 'refused',
        ),
      );
      const alerts = await merchant.api.all<{ kind: string }>('/alerts', { merchantId: merchant.id });
      expect(alerts.map(({ kind }) => kind)).toContain('cancel-refused');
    });

    it('brings what is left of the stock to Vendure', async () => {
      await merchant.run('inventory');
      // 40 - 3 lamps, 200 - 8 bulbs have left; the recalled and the regretted ones are back.
      await stockIn({ LAMP: 37, BULB: 192 });
    });

    it('balances the books of the day with nothing unexplained', async () => {
      const day = order('whole').orderPlacedAt?.slice(0, 10) ?? '';
      const proof = await merchant.api.get(`/merchants/${merchant.id}/proof`, { day });
      expect(proof).toMatchObject({ balanced: true, unexplained: [] });
    });

    async function stockIn(wanted: Record<string, number>): Promise<void> {
      await eventually('the stock in Vendure', async () => {
        await merchant.run('inventory-upload');
        const saleable = await Promise.all(
          Object.keys(wanted).map(async (sku) => [sku, (await vendure.shop.stock(sku)).saleable] as const),
        );
        return JSON.stringify(Object.fromEntries(saleable)) === JSON.stringify(wanted);
      });
    }
  });
});
