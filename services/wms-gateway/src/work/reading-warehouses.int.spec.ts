import type { DomainEvent, InventoryRetrieved, PayloadOf, StockLevel } from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startGateway, type GatewayTestApp } from '../testing/gateway-test-app';
import { Requests } from '../testing/requests';
import { gate, refuse, TestWarehouse } from '../testing/test-warehouse';

jest.setTimeout(30_000);

const SHIPPED_AT = new Date().toISOString();

describe('reading from a warehouse', () => {
  let warehouse: TestWarehouse;
  let gateway: GatewayTestApp;
  let requests: Requests;

  beforeAll(async () => {
    gateway = await startGateway({ pageSize: 700, heartbeatMs: 5_000 });
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    warehouse = await new TestWarehouse().start();
    requests = await Requests.connect(gateway, warehouse);
  });
  afterEach(() => warehouse.close());

  const own = (events: DomainEvent[]) =>
    events
      .map(({ payload }) => payload as { merchantId: string })
      .filter(({ merchantId }) => merchantId === requests.merchantId);
  const run = async (fn: 'inventory' | 'shipping-confirmations') => {
    const runId = uuidv7();
    await gateway.deliver(requests.run(fn, runId));
    return eventually(async () => {
      const ends = (await gateway.told('SyncRunFinished')).map(({ payload }) => payload as { runId: string });
      return ends.find((end) => end.runId === runId) ?? null;
    });
  };
  const chunks = async () =>
    own(await gateway.told('InventoryRetrieved')) as unknown as PayloadOf<typeof InventoryRetrieved>[];

  describe('stock', () => {
    const levels = (count: number): StockLevel[] =>
      Array.from({ length: count }, (_, n) => ({ sku: `S${n}`, warehouse: 'W', onHand: n, available: n }));

    it('comes as one snapshot in chunks, the last one marked', async () => {
      warehouse.stock.push(...levels(1500));
      expect(await run('inventory')).toMatchObject({
        targetKind: 'merchant',
        targetId: requests.merchantId,
        outcome: 'succeeded',
        counts: { read: 1500, done: 1500, skipped: 0, failed: 0 },
      });
      const told = await chunks();
      expect(told.map(({ chunk, last, levels: { length } }) => [chunk, last, length])).toEqual([
        [1, false, 500],
        [2, false, 200],
        [3, false, 500],
        [4, false, 200],
        [5, true, 100],
      ]);
      expect(told.flatMap((chunk) => chunk.levels)).toEqual(levels(1500));
      expect(new Set(told.map(({ snapshotId, asOf }) => `${snapshotId} ${asOf}`)).size).toBe(1);
    });

    it('has a last chunk also when there is none, and each run is a snapshot of its own', async () => {
      await run('inventory');
      await run('inventory');
      const told = await chunks();
      expect(told).toMatchObject([
        { chunk: 1, last: true, coverage: 'full', levels: [], connector: 'test-wms' },
        { chunk: 1, last: true, levels: [] },
      ]);
      expect(told[0]?.snapshotId).not.toBe(told[1]?.snapshotId);
      expect(Date.parse(told[0]!.asOf)).toBeLessThan(Date.parse(told[1]!.asOf));
    });

    it('ends without a last chunk when the warehouse fails in the middle', async () => {
      warehouse.stock.push(...levels(800));
      warehouse.failNext('GET /stock', ({ respond }) => respond(), refuse(500));
      expect(await run('inventory')).toMatchObject({
        outcome: 'partial',
        problem: { code: 'server-error-500' },
      });
      expect((await chunks()).map(({ last }) => last)).toEqual([false, false]);
    });

    it('tells nothing of a page with a level that cannot be read', async () => {
      warehouse.stock.push(...levels(3), { sku: 'BAD', warehouse: 'W', onHand: 'many', available: 1 });
      expect(await run('inventory')).toMatchObject({
        outcome: 'failed',
        problem: {
          kind: 'unexpected',
          code: 'stock-unreadable',
          message: 'The stock of SKU "BAD" cannot be read: its field "onHand" is not as expected.',
        },
      });
      expect(await chunks()).toEqual([]);
    });
  });

  describe('shipments', () => {
    const shipment = (externalId: string, changed: object = {}) => ({
      externalId,
      orderReference: 'CD1',
      wmsOrderId: 'W1',
      status: 'shipped',
      shippedAt: SHIPPED_AT,
      packages: [
        {
          externalId: 'P1',
          trackingNumber: 'T1',
          carrier: 'UPS',
          service: null,
          lines: [{ sku: 'A', lineReference: null, quantity: 1 }],
        },
      ],
      ...changed,
    });
    const retrieved = async () => own(await gateway.told('ShipmentRetrieved'));

    it('from before the connection is to read are not told, though the cursor reaches back to them', async () => {
      warehouse.shipments.push(shipment('S1', { shippedAt: '2020-01-01T00:00:00Z' }), shipment('S2'));
      expect(await run('shipping-confirmations')).toMatchObject({
        outcome: 'succeeded',
        counts: { read: 2, done: 1, skipped: 1, failed: 0 },
      });
      expect(await retrieved()).toMatchObject([{ shipment: { externalId: 'S2' } }]);
    });

    it('are told once per revision', async () => {
      warehouse.shipments.push(shipment('S1'));
      await run('shipping-confirmations');
      warehouse.shipments.push(shipment('S1'), shipment('S1', { status: 'voided' }), shipment('S2'));
      expect(await run('shipping-confirmations')).toMatchObject({
        outcome: 'succeeded',
        counts: { read: 3, done: 2 },
      });
      expect(await retrieved()).toMatchObject([
        { wmsConnectionId: requests.connectionId, revision: 1, shipment: shipment('S1') },
        { revision: 2, shipment: { externalId: 'S1', status: 'voided' } },
        { revision: 1, shipment: { externalId: 'S2' } },
      ]);
    });

    it('are not passed over when one cannot be read: the others are told, and the page is read again', async () => {
      warehouse.shipments.push(shipment('S1'), shipment('S2', { shippedAt: 'yesterday' }));
      expect(await run('shipping-confirmations')).toMatchObject({
        outcome: 'partial',
        counts: { read: 2, done: 1, skipped: 0, failed: 1 },
        problem: { code: 'shipment-unreadable', message: expect.stringContaining('S2') as string },
      });
      warehouse.shipments[1] = shipment('S2');
      expect(await run('shipping-confirmations')).toMatchObject({
        outcome: 'succeeded',
        counts: { done: 1, skipped: 1 },
      });
      expect((await retrieved()).length).toBe(2);
    });
  });

  it('ends at once for a merchant without a warehouse, saying what to do', async () => {
    await gateway.call('DELETE', `/wms-connections/${requests.connectionId}`);
    expect(await run('inventory')).toMatchObject({
      outcome: 'failed',
      counts: { read: 0, done: 0, skipped: 0, failed: 0 },
      problem: { kind: 'misconfigured', code: 'no-connection', fix: expect.any(String) as string },
    });
  });

  it('refuses a second warehouse for a merchant', async () => {
    const second = await new TestWarehouse().start();
    const answer = await gateway.call('POST', '/wms-connections', {
      merchantId: requests.merchantId,
      connector: 'test-wms',
      name: 'Second',
      credentials: { password: 'right' },
      settings: { url: second.url },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { type: 'urn:crossdock:problem:merchant-has-connection' },
    });
    await second.close();
  });

  it('tells that a run is alive while the warehouse takes its time', async () => {
    const beating = await startGateway({ heartbeatMs: 5_000 });
    try {
      const there = await Requests.connect(beating, warehouse);
      const { hold, open } = gate();
      warehouse.failNext('GET /stock', hold);
      const runId = uuidv7();
      await beating.deliver(there.run('inventory', runId));
      await beating.beat();
      await beating.beat();
      const beats = (await beating.told('SyncRunProgressed')).map(({ payload }) => payload);
      expect(beats).toMatchObject([
        { runId, function: 'inventory', beat: 1 },
        { runId, function: 'inventory', beat: 2 },
      ]);
      open();
      await eventually(async () => ((await beating.told('SyncRunFinished')).length === 1 ? true : null));
      await beating.beat();
      expect(await beating.told('SyncRunProgressed')).toHaveLength(2);
    } finally {
      await beating.close();
    }
  });
});
