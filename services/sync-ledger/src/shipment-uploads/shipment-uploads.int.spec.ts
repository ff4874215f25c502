import {
  ShipmentUploaded,
  ShipmentUploadFailed,
  ShipmentUploadRequested,
  SyncRunFinished,
  WorkReady,
  type EventOf,
  type PayloadOf,
  type Problem,
} from '@crossdock/domain';
import { HandlerContext } from '@crossdock/messaging';
import { Metrics } from '@crossdock/platform';
import { v7 as uuidv7 } from 'uuid';
import { AlertList } from '../alerts/alert-list.service';
import { CarrierMappings } from '../carrier-mappings/carrier-mappings.service';
import { LedgerRuns } from '../runs/ledger-runs.service';
import { ShipmentIntake } from '../shipments/shipment-intake.service';
import { insertOrder, insertTenant, shop, tenant, type KnownOrder } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { retrievedShipment } from '../testing/retrieved-shipment';
import { UploadDispatcher } from './upload-dispatcher.service';
import { UploadRetry } from './upload-retry.service';
import { UploadRules } from './upload-rules.service';
import { UploadVerdictsHandler } from './upload-verdicts.handler';

type Request = PayloadOf<typeof ShipmentUploadRequested>;
const refused: Problem = { kind: 'rejected', code: 'order-closed', message: 'The order is closed.' };

describe('shipment upload', () => {
  let ledger: LedgerFixture;

  beforeAll(async () => {
    ledger = await ledgerFixture();
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
  });
  afterAll(() => ledger?.close());

  const ship = (order: KnownOrder, externalId: string, ...parcels: string[]) =>
    ledger.tx((tx) =>
      ledger
        .get(ShipmentIntake)
        .take(tx, [retrievedShipment({ externalId, orderReference: order.reference, parcels })]),
    );
  /** One run of the function: what it asks of the cart's gateway. */
  const run = async (runId = uuidv7()): Promise<Request[]> => {
    await ledger.tx((tx) =>
      ledger.get(LedgerRuns).open(tx, {
        ...tenant,
        runId,
        function: 'shipment-upload',
        targetKind: 'cart_connection',
        targetId: shop,
        connector: 'shop',
        trigger: 'schedule',
      }),
    );
    await ledger.get(UploadDispatcher).tick();
    return ledger.told(ShipmentUploadRequested);
  };
  type Verdict = EventOf<typeof ShipmentUploaded> | EventOf<typeof ShipmentUploadFailed>;
  const hear = (...verdicts: Verdict[]) =>
    ledger.tx((tx) =>
      ledger.get(UploadVerdictsHandler).onVerdicts(verdicts, new HandlerContext(tx, 'sync-ledger', 'test')),
    );
  const identity = ({
    accountId,
    merchantId,
    uploadId,
    orderId,
    shipmentId,
    cartConnectionId,
    connector,
    runId,
    attempt,
  }: Request) => ({
    accountId,
    merchantId,
    uploadId,
    orderId,
    shipmentId,
    cartConnectionId,
    connector,
    runId,
    attempt,
  });
  const uploaded = (request: Request) =>
    ShipmentUploaded.create(
      {
        ...identity(request),
        fulfillmentId: `F-${request.trackingNumber}`,
        alreadyThere: false,
        uploadedAt: '2026-03-02T09:00:00Z',
      },
      ledger.clock.now(),
    );
  const failed = (request: Request, final: boolean, tries = 1, problem = refused) =>
    ShipmentUploadFailed.create(
      { ...identity(request), problem, final, nextAttemptAt: final ? null : '2026-03-02T10:00:00Z', tries },
      ledger.clock.now(),
    );
  const state = async ({ id }: KnownOrder) =>
    (await ledger.dataSource.query('SELECT state FROM orders WHERE id = $1', [id]))[0].state;
  const finished = async () =>
    (await ledger.told(SyncRunFinished)).map(({ outcome, counts, problem }) => ({
      outcome,
      done: counts.done,
      failed: counts.failed,
      code: problem?.code ?? null,
    }));
  const openAlerts = async () => {
    const { items } = await ledger.get(AlertList).page(tenant.accountId, { limit: 50, state: 'open' });
    return items.map(({ kind, detail, items: count }) => ({ kind, detail, count }));
  };

  it('asks the gateway to tell the store of a parcel, line by line, and confirms the order with the verdict', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A, 1 B' });
    await ship(order, 's1', 'p1 1Z1: 1 B, 1 A, 1 A');
    const requests = await run();
    expect(requests).toEqual([
      {
        ...tenant,
        uploadId: expect.any(String),
        orderId: order.id,
        shipmentId: expect.any(String),
        cartConnectionId: shop,
        connector: 'shop',
        runId: expect.any(String),
        attempt: 1,
        orderExternalId: 'ext-1',
        orderNumber: '1',
        reference: expect.stringMatching(/^CP.{16}$/),
        shippedAt: '2026-03-02T08:50:00.000Z',
        trackingNumber: '1Z1',
        carrier: 'UPS',
        service: null,
        lines: [
          { lineExternalId: 'L1', sku: 'A', quantity: 2 },
          { lineExternalId: 'L2', sku: 'B', quantity: 1 },
        ],
      },
    ]);
    expect([await state(order), await finished()]).toEqual(['shipped', []]);
    await hear(...requests.map(uploaded));
    expect(await state(order)).toBe('confirmed');
    expect(await finished()).toEqual([{ outcome: 'succeeded', done: 1, failed: 0, code: null }]);
    expect(await ledger.get(Metrics).render()).toContain(
      'crossdock_order_shipped_to_confirmed_seconds_sum{service="sync-ledger",connector="shop"} 600',
    );
  });

  it('tells of two parcels one after the other and confirms with the second', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A, 1 B, 4 C' });
    await ship(order, 's1', 'p1 1Z1: 2 A, 1 B');
    const first = await run();
    await hear(...first.map(uploaded));
    expect([first.map(({ lines }) => lines.map(({ quantity }) => quantity)), await state(order)]).toEqual([
      [[2, 1]],
      'partially_shipped',
    ]);
    await ship(order, 's2', 'p2 1Z2: 4 C');
    const second = await run();
    await hear(...second.map(uploaded));
    expect([second.map(({ lines }) => lines), await state(order)]).toEqual([
      [[{ lineExternalId: 'L3', sku: 'C', quantity: 4 }]],
      'confirmed',
    ]);
    await ship(order, 's2', 'p2 1Z2: 4 C');
    expect(await run()).toEqual([]);
  });

  it('waits for all parcels where the cart wants that, and then tells of each', async () => {
    await ledger.get(UploadRules).put(tenant.accountId, shop, { partialShipments: 'wait_for_all' });
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A, 4 C' });
    await ship(order, 's1', 'p1 1Z1: 2 A');
    expect(await ledger.told(WorkReady)).toEqual([]);
    expect(await run()).toEqual([]);
    expect(await finished()).toEqual([{ outcome: 'succeeded', done: 0, failed: 0, code: null }]);
    await ship(order, 's2', 'p2 1Z2: 4 C');
    expect(await ledger.told(WorkReady)).toHaveLength(1);
    expect((await run()).map(({ trackingNumber }) => trackingNumber)).toEqual(['1Z1', '1Z2']);
  });

  it('lets waiting parcels go when the rule becomes immediate', async () => {
    const rules = ledger.get(UploadRules);
    await rules.put(tenant.accountId, shop, { partialShipments: 'wait_for_all' });
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A, 4 C' });
    await ship(order, 's1', 'p1 1Z1: 2 A');
    await rules.put(tenant.accountId, shop, { partialShipments: 'immediate' });
    expect(await ledger.told(WorkReady)).toHaveLength(1);
    expect(await run()).toHaveLength(1);
    await expect(rules.get(tenant.merchantId, shop)).rejects.toMatchObject({ status: 404 });
  });

  it("says carriers in the cart's words and learns the warehouse's by itself", async () => {
    const carriers = ledger.get(CarrierMappings);
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '2 A' });
    await ship(order, 's1', 'p1 1Z1: 2 A');
    expect(await carriers.list(tenant.accountId, tenant.merchantId)).toEqual([
      { wmsCarrier: 'UPS', cartCarrier: null },
    ]);
    await carriers.put(tenant.accountId, tenant.merchantId, [
      { wmsCarrier: 'UPS', cartCarrier: 'ups_ground' },
    ]);
    expect((await run()).map(({ carrier }) => carrier)).toEqual(['ups_ground']);
    await expect(carriers.list(tenant.merchantId, tenant.merchantId)).rejects.toMatchObject({ status: 404 });
  });

  it('alerts what the store refuses for good, and tells it again when asked', async () => {
    const orders = [
      await insertOrder(ledger.dataSource, { number: '1', lines: '1 A' }),
      await insertOrder(ledger.dataSource, { number: '2', lines: '1 A' }),
    ] as const;
    for (const order of orders)
      await ship(order, `s${order.number}`, `p${order.number} 1Z${order.number}: 1 A`);
    const requests = await run();
    await hear(...requests.map((request) => failed(request, true)));
    expect(await finished()).toEqual([{ outcome: 'partial', done: 0, failed: 2, code: 'order-closed' }]);
    expect(await openAlerts()).toEqual([
      { kind: 'shipment-upload-failed', detail: 'Order 2: The order is closed.', count: 2 },
    ]);
    expect(await run()).toEqual([]);
    const retry = ledger.get(UploadRetry);
    for (const { uploadId } of requests) await retry.retry(tenant.accountId, uploadId);
    await expect(retry.retry(tenant.accountId, requests[0]!.uploadId)).rejects.toMatchObject({ status: 409 });
    await expect(retry.retry(tenant.merchantId, requests[0]!.uploadId)).rejects.toMatchObject({
      status: 404,
    });
    const again = await run();
    expect(again.map(({ attempt, reference }) => [attempt, reference])).toEqual(
      requests.map(({ reference }) => [2, reference]),
    );
    await hear(...again.map(uploaded));
    expect([await state(orders[0]), await openAlerts()]).toEqual(['confirmed', []]);
  });

  it('ends the run with the first verdict of each parcel; the gateway goes on by itself', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A' });
    await ship(order, 's1', 'p1 1Z1: 1 A');
    const [request] = await run();
    const down: Problem = { kind: 'transient', code: 'http-503', message: 'Down.' };
    await hear(failed(request!, false, 1, down));
    expect(await finished()).toEqual([{ outcome: 'failed', done: 0, failed: 1, code: 'http-503' }]);
    expect(await run()).toEqual([]);
    await finished();
    await hear(failed(request!, false, 2, down), uploaded(request!));
    expect([await state(order), await finished()]).toEqual(['confirmed', []]);
  });

  it('hears every verdict twice and out of order without another effect', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A' });
    await ship(order, 's1', 'p1 1Z1: 1 A');
    const [request] = await run();
    await hear(uploaded(request!), uploaded(request!), failed(request!, true));
    await hear(failed(request!, true), uploaded(request!));
    expect([await state(order), await finished(), await openAlerts()]).toEqual([
      'confirmed',
      [{ outcome: 'succeeded', done: 1, failed: 0, code: null }],
      [],
    ]);
  });

  it('dispatches in portions of 250, oldest first, and ends at once when there is nothing', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '600 A' });
    const parcels = Array.from({ length: 600 }, (_, n) => `p${n} 1Z${n}: 1 A`);
    await ship(order, 's1', ...parcels);
    const requests = await run();
    expect(requests.map(({ trackingNumber }) => trackingNumber)).toEqual(parcels.map((_, n) => `1Z${n}`));
    await hear(...requests.map(uploaded));
    expect(await finished()).toEqual([{ outcome: 'succeeded', done: 600, failed: 0, code: null }]);
    expect(await state(order)).toBe('confirmed');
    await run();
    expect(await finished()).toEqual([{ outcome: 'succeeded', done: 0, failed: 0, code: null }]);
  });

  it('asks nothing of a cart that is paused', async () => {
    const order = await insertOrder(ledger.dataSource, { number: '1', lines: '1 A' });
    await ship(order, 's1', 'p1 1Z1: 1 A');
    await ledger.dataSource.query(`UPDATE cart_connections SET state = 'paused'`);
    expect(await run()).toEqual([]);
    await ledger.dataSource.query(`UPDATE cart_connections SET state = 'active'`);
    expect(await run()).toHaveLength(1);
  });
});
