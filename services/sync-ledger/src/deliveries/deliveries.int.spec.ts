import { OrderDeliveryRequested, SyncRunFinished, WmsConnectionChanged, WorkReady } from '@crossdock/domain';
import { HandlerContext } from '@crossdock/messaging';
import { ConnectionsHandler } from '../connections/connections.handler';
import { OrderActions } from '../order-actions/order-actions.service';
import { RunHeartbeat } from '../runs/run-heartbeat.service';
import { ShipmentIntake } from '../shipments/shipment-intake.service';
import { downloadedOrder } from '../testing/downloaded-order';
import { insertTenant, shop, tenant, wms } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { mapMethod } from '../testing/map-method';
import { away, deliveredAs, deliveryFailed, OrderDriver, rejected } from '../testing/order-driver';
import { retrievedShipment } from '../testing/retrieved-shipment';
import { DeliveryDispatcher } from './delivery-dispatcher.service';

describe('deliveries', () => {
  let ledger: LedgerFixture;
  let orders: OrderDriver;

  beforeAll(async () => {
    ledger = await ledgerFixture();
    orders = new OrderDriver(ledger);
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
    await mapMethod(ledger, 'EXPRESS', 'UPS-2D');
  });
  afterAll(() => ledger?.close());

  const download = (...numbers: string[]) =>
    orders.download(...numbers.map((number) => downloadedOrder({ number })));
  const requests = () => ledger.told(OrderDeliveryRequested);
  const finished = async () =>
    (await ledger.told(SyncRunFinished)).map(({ runId, outcome, counts, problem }) => ({
      runId,
      outcome,
      counts,
      problem,
    }));
  const counts = (read: number, done: number, failed: number) => ({ read, done, skipped: 0, failed });
  const wmsState = (state: 'active' | 'paused' | 'needs_reauth', revision: number) =>
    ledger.tx((tx) =>
      ledger.get(ConnectionsHandler).onWms(
        [
          WmsConnectionChanged.create(
            {
              ...tenant,
              connectionId: wms,
              connector: 'depot',
              name: 'Depot',
              state,
              problem: null,
              revision,
            },
            ledger.clock.now(),
          ),
        ],
        new HandlerContext(tx, 'sync-ledger', 'sync-ledger.connections'),
      ),
    );

  it('asks the warehouse for each new order, with what it needs and nothing in clear', async () => {
    await orders.download(downloadedOrder({ number: '1', lines: '2 A, 0 B' }));
    const runId = await orders.runDelivery();
    const order = await orders.order('1');
    expect(order.state).toBe('sending');
    expect(await requests()).toEqual([
      {
        ...tenant,
        orderId: order.id,
        wmsConnectionId: wms,
        connector: 'depot',
        runId,
        attempt: 1,
        reference: order.reference,
        number: '1',
        placedAt: '2026-03-02T08:00:00.000Z',
        shipMethod: { code: 'UPS-2D', name: 'UPS-2D' },
        currency: 'EUR',
        sealedRecipient: expect.stringMatching(/^s1\.test\./),
        sealContext: `recipient:${tenant.accountId}:${shop}:ext-1`,
        lines: [{ reference: order.lines[0]?.id, sku: 'A', name: 'A', quantity: 2, unitPrice: '5.00' }],
      },
    ]);
    expect(await finished()).toEqual([]);
  });

  it('sends the oldest first, in chunks, until none is left, and nothing that is held', async () => {
    const numbers = Array.from({ length: 600 }, (_, index) => String(1000 + index));
    const placedAt = (index: number) => new Date(Date.UTC(2026, 2, 1) - index * 1000).toISOString();
    await orders.download(
      ...numbers.map((number, index) => downloadedOrder({ number, placedAt: placedAt(index) })),
      downloadedOrder({ number: 'held', shipMethod: { code: 'DRONE', name: 'Drone' } }),
    );
    await orders.runDelivery();
    const asked = await requests();
    expect(asked.map(({ number }) => number)).toEqual([...numbers].reverse());
    const runs = await ledger.dataSource.query('SELECT requested, dispatching FROM ledger_runs');
    expect(runs).toEqual([{ requested: 600, dispatching: false }]);
    expect((await orders.order('held')).state).toBe('held');
  });

  it('ends a run with nothing to send at once', async () => {
    const runId = await orders.runDelivery();
    expect(await finished()).toEqual([
      { runId, outcome: 'succeeded', counts: counts(0, 0, 0), problem: null },
    ]);
  });

  it('ends the run when each order has its first verdict, and counts each once', async () => {
    await download('1', '2', '3');
    const runId = await orders.runDelivery();
    const [one, two, three] = await requests();
    await orders.verdicts(deliveredAs('SO1', one!), deliveredAs('SO1', one!));
    await orders.verdicts(deliveryFailed(two!, away));
    expect(await finished()).toEqual([]);
    await orders.verdicts(deliveryFailed(three!, rejected));
    expect(await finished()).toEqual([{ runId, outcome: 'partial', counts: counts(3, 1, 2), problem: null }]);
    await orders.verdicts(deliveredAs('SO2', two!));
    expect(await finished()).toEqual([]);
    expect(await orders.states()).toEqual({ '1': 'at_wms', '2': 'at_wms', '3': 'error: unknown-sku' });
    expect(await orders.order('1')).toMatchObject({
      wmsOrderId: 'id-SO1',
      wmsOrderNumber: 'SO1',
      deliveredAt: '2026-03-02T09:05:00.000Z',
    });
  });

  it('goes on with a run where a process that died left it, also when two work at once', async () => {
    const numbers = Array.from({ length: 500 }, (_, index) => String(index));
    await download(...numbers);
    const dispatcher = ledger.get(DeliveryDispatcher);
    await Promise.all([orders.runDelivery(), orders.runDelivery(), dispatcher.tick()]);
    await dispatcher.tick();
    const asked = await requests();
    expect(asked.map(({ orderId }) => orderId).length).toBe(500);
    expect(new Set(asked.map(({ orderId }) => orderId)).size).toBe(500);
  });

  it('groups refused orders in one alert that closes when they are sent again and arrive', async () => {
    await download('1', '2');
    await orders.runDelivery();
    const [one, two] = await requests();
    await orders.verdicts(deliveryFailed(one!, rejected), deliveryFailed(two!, rejected));
    expect(await orders.alerts()).toEqual(['order-delivery-failed x 2']);
    await ledger.told(WorkReady);
    await ledger.get(OrderActions).resend(tenant.accountId, one!.orderId);
    expect((await ledger.told(WorkReady)).map((signal) => signal.function)).toEqual(['order-delivery']);
    expect(await orders.alerts()).toEqual(['order-delivery-failed x 1']);
    await orders.download(downloadedOrder({ number: '2', revision: 2, lines: '1 B' }));
    expect(await orders.alerts()).toEqual([]);
    await orders.runDelivery();
    const again = await requests();
    expect(again.map(({ number, attempt }) => [number, attempt])).toEqual([
      ['1', 2],
      ['2', 2],
    ]);
    expect(again.map(({ reference }) => reference)).toEqual([one!.reference, two!.reference]);
  });

  it('shows one alert while the warehouse is away, tells every try, and closes it by itself', async () => {
    await download('1', '2');
    await orders.runDelivery();
    const [one, two] = await requests();
    await orders.verdicts(deliveryFailed(one!, away), deliveryFailed(two!, away));
    expect(await orders.alerts()).toEqual([]);
    await orders.verdicts(deliveryFailed(one!, away, 2), deliveryFailed(two!, away, 2));
    expect(await orders.alerts()).toEqual(['order-delivery-delayed x 2']);
    await orders.verdicts(deliveryFailed(one!, away, 3), deliveredAs('SO1', one!));
    await orders.verdicts(deliveredAs('SO2', two!));
    expect([await orders.alerts(), await orders.states()]).toEqual([[], { '1': 'at_wms', '2': 'at_wms' }]);
    const trail = ['loaded', 'sending', ...Array(3).fill('delivery-deferred'), 'delivered'];
    expect(await orders.timeline('1')).toEqual(trail);
  });

  it('keeps a shipment that arrived before the delivery verdict', async () => {
    await download('1');
    await orders.runDelivery();
    const [request] = await requests();
    const shipment = retrievedShipment({
      externalId: 's1',
      orderReference: request!.reference,
      parcels: ['p1 1Z1: 1 A'],
    });
    await ledger.tx((tx) => ledger.get(ShipmentIntake).take(tx, [shipment]));
    await orders.verdicts(deliveredAs('SO1', request!));
    expect(await orders.order('1')).toMatchObject({ state: 'shipped', wmsOrderNumber: 'SO1' });
    expect((await finished()).map(({ outcome }) => outcome)).toEqual(['succeeded']);
  });

  it.each([
    ['paused', 'wms-connection-paused'],
    ['needs_reauth', 'wms-connection-needs-reauth'],
  ] as const)(
    'sends nothing while the connection is %s, and signals when it is active',
    async (state, code) => {
      await download('1');
      await wmsState(state, 2);
      await orders.runDelivery();
      const [run] = await finished();
      expect(run).toMatchObject({ outcome: 'failed', problem: { code, fix: expect.any(String) } });
      expect(await orders.states()).toEqual({ '1': 'new' });
      await ledger.told(WorkReady);
      await wmsState('active', 3);
      expect((await ledger.told(WorkReady)).map((signal) => signal.function)).toEqual(['order-delivery']);
    },
  );

  it('tells a merchant without a warehouse what to do', async () => {
    await ledger.dataSource.query('DELETE FROM wms_connections');
    await download('1');
    await orders.runDelivery();
    expect((await finished())[0]).toMatchObject({
      outcome: 'failed',
      problem: {
        code: 'wms-connection-missing',
        fix: 'Add a WMS connection to the merchant; the orders then go out by themselves.',
      },
    });
  });

  it('does not wait for ever for verdicts that do not come', async () => {
    await download('1');
    const runId = await orders.runDelivery();
    const [request] = await requests();
    ledger.clock.advance(16 * 60_000);
    await ledger.get(RunHeartbeat).tick();
    expect(await finished()).toMatchObject([
      { runId, outcome: 'failed', problem: { code: 'verdicts-outstanding' } },
    ]);
    await orders.verdicts(deliveredAs('SO1', request!));
    expect([await orders.states(), await finished()]).toEqual([{ '1': 'at_wms' }, []]);
  });
});
