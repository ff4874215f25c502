import { setTimeout as sleep } from 'node:timers/promises';
import type { HubApi } from '@crossdock/api-client';
import { connectMerchant } from '../apps/all-in-one/src/demo/demo-account';
import { DemoWorld, type DemoSite } from '../apps/all-in-one/src/demo/demo-world';
import { Fleet } from './processes/fleet';
import { newOperator } from './world/operator';
import { whenStarted } from './world/plans';
import { seededRandom } from './world/seeded-random';
import { Traffic } from './world/traffic';

const SEED = 20261123;
const ORDERS = 60;
const KILLED = ['cart-gateway', 'wms-gateway', 'sync-ledger', 'scheduler'] as const;
const KILLS_OF_EACH = 6;

/** Short waits, so that the test sees what happens after them. */
const SHORT_WAITS = {
  LEASE_SECONDS: '3',
  SCHEDULE_BACKOFF_SECONDS: '1',
  WRITE_DEADLINE_SECONDS: '4',
  WRITE_LOOKUP_DELAY_SECONDS: '1',
  WRITE_ABSENT_GRACE_SECONDS: '2',
  WRITE_BACKOFF_SECONDS: '1',
  WRITE_BACKOFF_MAX_SECONDS: '3',
};

/** Faults of the vendors, one of each a round. */
function breakVendors({ shop, warehouse }: DemoSite, round: number): void {
  const [taken, refused] = [
    ['drop-reply', 'fail-after'],
    ['fail', 'html'],
  ].map((choice) => choice[round % 2]) as ['drop-reply' | 'fail-after', 'fail' | 'html'];
  warehouse.state.faults.plan(taken, 'model.stock.shipment.out.create');
  warehouse.state.faults.plan(refused);
  shop.state.faults.plan(taken, 'HubAddFulfillment');
  shop.state.faults.plan(taken, 'HubTransitionFulfillment');
  shop.state.faults.plan(taken, 'HubUpdateStock');
  shop.state.faults.plan(refused);
}

describe('services that are killed while orders move and vendors fail', () => {
  let fleet: Fleet;
  let world: DemoWorld;
  let api: HubApi | undefined;
  let traffic: Traffic | undefined;

  beforeAll(async () => {
    world = await DemoWorld.start();
    fleet = await Fleet.start({ replicas: 1, env: SHORT_WAITS });
  }, 120_000);
  afterAll(async () => {
    await traffic?.stop();
    await api?.close();
    await fleet?.close();
    await world?.close();
  }, 60_000);

  it(`lose no order and repeat none, in warehouse, shop and books (seed ${SEED})`, async () => {
    const random = seededRandom(SEED);
    const site = world.site('alpine');
    api = await newOperator(fleet.url);
    const merchant = await connectMerchant(api, site, whenStarted);
    traffic = new Traffic(api, merchant, site, random);
    await traffic.stockShop();
    traffic.start();

    const plan = Array.from({ length: KILLS_OF_EACH }, () => KILLED)
      .flat()
      .map((service) => ({ service, order: random() }))
      .sort((a, b) => a.order - b.order);
    for (const [round, { service }] of plan.entries()) {
      breakVendors(site, round);
      await traffic.buy(Math.ceil((ORDERS - site.shop.state.orders().length) / (plan.length - round)), 400);
      const [member] = fleet.of(service);
      // Killed at work, not while it starts.
      await member?.ready();
      await traffic.nextWrite(3_000);
      await sleep(random() * 120);
      await member?.kill();
      member?.start();
      if (round === plan.length / 2) fleet.broker.cut();
    }

    const books = await traffic.settled(ORDERS, 120_000);
    const parcels = books.parcelsSent;
    expect(books).toEqual({
      merchant: 'Alpine Trail',
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
  }, 240_000);
});
