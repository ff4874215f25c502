import type { HubApi } from '@crossdock/api-client';
import { connectMerchant } from '../apps/all-in-one/src/demo/demo-account';
import { DemoWorld } from '../apps/all-in-one/src/demo/demo-world';
import { moveFixedSet } from '../apps/all-in-one/src/once/run-once';
import { Fleet } from './processes/fleet';
import { newOperator } from './world/operator';
import { inTheEnd } from './world/patience';
import { whenStarted } from './world/plans';
import { seededRandom } from './world/seeded-random';
import { Traffic } from './world/traffic';

const ORDERS = 40;

describe('the five services as processes, two of each', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await Fleet.start({ replicas: 2 });
  }, 120_000);
  afterAll(() => fleet?.close(), 60_000);

  it('move a fixed set until the books of shop, hub and warehouse agree', async () => {
    const said: string[] = [];
    const agreed = await moveFixedSet(fleet.url, (line) => said.push(line));
    expect({ agreed, said }).toEqual({ agreed: true, said: expect.any(Array) });
  }, 120_000);

  it('finish what they hold on SIGTERM, and the next start loses and repeats nothing', async () => {
    const world = await DemoWorld.start();
    const site = world.site('harbor');
    let api: HubApi | undefined;
    let traffic: Traffic | undefined;
    try {
      api = await newOperator(fleet.url);
      const merchant = await connectMerchant(api, site, whenStarted);
      traffic = new Traffic(api, merchant, site, seededRandom(2));
      await traffic.stockShop();
      traffic.start();
      const bought = traffic.buy(ORDERS, 8_000);
      await inTheEnd(
        'the first parcels',
        async () => site.shop.state.accepted('fulfillment-added').length > 2,
        30_000,
      );

      const stopped = await fleet.stopAll();
      expect(stopped.map(({ code, signal }) => ({ code, signal }))).toEqual(
        stopped.map(() => ({ code: 0, signal: null })),
      );
      expect(Math.max(...stopped.map(({ ms }) => ms))).toBeLessThan(30_000);

      await bought;
      expect(site.shop.state.accepted('fulfillment-added').length).toBeLessThan(ORDERS);
      await fleet.startAll();
      const books = await traffic.settled(ORDERS, 90_000);
      const parcels = books.parcelsSent;
      expect(books).toEqual({
        merchant: 'Harbor Coffee',
        shopOrders: ORDERS,
        loaded: ORDERS,
        skipped: 0,
        canceled: 0,
        atWarehouse: ORDERS,
        confirmed: ORDERS,
        parcelsSent: parcels,
        parcelsInShop: parcels,
        unexplained: 0,
        differences: [],
      });
      expect(site.warehouse.state.acceptedOrders()).toBe(ORDERS);
      expect(site.shop.state.accepted('fulfillment-added')).toHaveLength(parcels);
    } finally {
      await traffic?.stop();
      await api?.close();
      await world.close();
    }
  }, 180_000);
});
