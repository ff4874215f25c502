import {
  CartConnectionChanged,
  CartOrdersCounted,
  InventoryRetrieved,
  InventoryUploaded,
  InventoryUploadRequested,
  MerchantChanged,
  OrderDelivered,
  OrderDeliveryRequested,
  ShipmentUploaded,
  ShipmentUploadRequested,
  SyncRunFinished,
  syncRequested,
  targetKindOf,
  WmsConnectionChanged,
  type PayloadOf,
  type SyncFunction,
} from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';
import { downloadedOrder } from './testing/downloaded-order';
import { market, shop, tenant, wms } from './testing/known-tenant';
import { startLedger, type LedgerApp } from './testing/ledger-app';
import { retrievedShipment } from './testing/retrieved-shipment';

const { accountId, merchantId } = tenant;
const at = new Date('2026-03-02T09:00:00.000Z');
const connection = { ...tenant, state: 'active' as const, problem: null, revision: 1 };

describe('the ledger as a process', () => {
  let ledger: LedgerApp;
  const deliveries: PayloadOf<typeof OrderDeliveryRequested>[] = [];
  const finished = new Map<string, PayloadOf<typeof SyncRunFinished>>();

  beforeAll(async () => {
    ledger = await startLedger({
      [OrderDeliveryRequested.type]: (event) => {
        const request = OrderDeliveryRequested.parse(event).payload;
        deliveries.push(request);
        const verdict = {
          wmsOrderId: `W-${request.number}`,
          wmsOrderNumber: null,
          alreadyThere: false,
          acceptedAt: at.toISOString(),
        };
        return [OrderDelivered.create({ ...request, ...verdict }, at)];
      },
      [ShipmentUploadRequested.type]: (event) => {
        const request = ShipmentUploadRequested.parse(event).payload;
        const verdict = { fulfillmentId: 'F', alreadyThere: false, uploadedAt: at.toISOString() };
        return [ShipmentUploaded.create({ ...request, ...verdict }, at)];
      },
      [InventoryUploadRequested.type]: (event) => [
        InventoryUploaded.create({ ...InventoryUploadRequested.parse(event).payload, tries: 1 }, at),
      ],
      [SyncRunFinished.type]: (event) => {
        const run = SyncRunFinished.parse(event).payload;
        finished.set(run.runId, run);
        return [];
      },
    });
    await ledger.deliver(
      MerchantChanged.create({ ...tenant, name: 'Acme', active: true, revision: 1 }, at),
      WmsConnectionChanged.create(
        { ...connection, connectionId: wms, connector: 'depot', name: 'Depot' },
        at,
      ),
      CartConnectionChanged.create(
        { ...connection, connectionId: shop, connector: 'shop', name: 'Shop' },
        at,
      ),
      CartConnectionChanged.create(
        { ...connection, connectionId: market, connector: 'shop', name: 'Market' },
        at,
      ),
    );
  }, 30_000);
  afterAll(() => ledger?.close(), 30_000);

  const get = async (path: string) => (await ledger.call(accountId, 'GET', path))[1];
  /** Runs a function as the scheduler does and waits until the ledger says that it ended. */
  const run = async (fn: SyncFunction, targetId: string) => {
    const runId = uuidv7();
    await ledger.deliver(
      syncRequested[fn].create(
        {
          ...tenant,
          runId,
          function: fn,
          targetKind: targetKindOf(fn),
          targetId,
          connector: 'shop',
          trigger: 'manual',
        },
        at,
      ),
    );
    while (!finished.has(runId)) await new Promise((resolve) => setTimeout(resolve, 20));
    const { outcome, counts } = finished.get(runId)!;
    return [outcome, counts.done];
  };

  it('brings orders through the warehouse to confirmed, keeps the stock right and proves the day', async () => {
    const numbers = Array.from({ length: 20 }, (_, n) => String(n + 1));
    await ledger.deliver(
      InventoryRetrieved.create(
        {
          ...tenant,
          wmsConnectionId: wms,
          connector: 'depot',
          runId: null,
          snapshotId: uuidv7(),
          asOf: '2026-03-02T07:00:00Z',
          chunk: 1,
          last: true,
          coverage: 'full',
          levels: [{ sku: 'A', warehouse: 'East', onHand: 100, available: 100 }],
        },
        at,
      ),
      ...numbers.map((number) => downloadedOrder({ number, lines: '2 A', shipMethod: null })),
      CartOrdersCounted.create(
        { ...tenant, connectionId: shop, connector: 'shop', day: '2026-03-02', orders: 20, revision: 1 },
        at,
      ),
    );
    expect(await run('inventory-upload', shop)).toEqual(['succeeded', 1]);
    expect(await run('order-delivery', merchantId)).toEqual(['succeeded', 20]);
    const references = new Map(deliveries.map(({ number, reference }) => [number, reference]));
    const shipped = (revision: number, externalId: string, ...parcels: string[]) =>
      numbers.map((number) =>
        retrievedShipment({
          externalId: `${externalId}-${number}`,
          orderReference: references.get(number) ?? null,
          revision,
          parcels: parcels.map((parcel) => parcel.replace('#', number)),
        }),
      );
    await ledger.deliver(...shipped(1, 'first', 'p1 1Z#a: 1 A'));
    expect(await run('shipment-upload', shop)).toEqual(['succeeded', 20]);
    await ledger.deliver(...shipped(1, 'second', 'p2 1Z#b: 1 A'), ...shipped(2, 'first', 'p1 1Z#a: 1 A'));
    expect(await run('shipment-upload', shop)).toEqual(['succeeded', 20]);
    expect(await get(`/merchants/${merchantId}/proof?day=2026-03-02`)).toMatchObject({
      balanced: true,
      cart: { orders: 20, loaded: 20, skipped: 0 },
      loaded: { total: 20, atWarehouse: 20 },
      shipped: { total: 20, confirmed: 20, waitingForUpload: 0 },
      parcels: { total: 40, uploaded: 40 },
      unexplained: [],
    });
    expect(await get(`/inventory?merchantId=${merchantId}&sku=A`)).toMatchObject({
      items: [
        {
          available: 100,
          promised: 40,
          shown: 60,
          carts: [
            { cartConnectionId: shop, wanted: 60, state: 'sent' },
            { cartConnectionId: market, wanted: 60, state: 'to_send' },
          ],
        },
      ],
    });
    expect(await get('/alerts')).toEqual({ items: [], next: null });
  }, 60_000);

  it('makes an alert of a failed run and closes it with the next that succeeds', async () => {
    const ended = (outcome: 'failed' | 'succeeded') =>
      SyncRunFinished.create(
        {
          ...tenant,
          runId: uuidv7(),
          function: 'order-download',
          targetKind: 'cart_connection',
          targetId: shop,
          outcome,
          counts: { read: 0, done: 0, skipped: 0, failed: 0 },
          problem: outcome === 'failed' ? { kind: 'transient', code: 'http-503', message: 'Down.' } : null,
        },
        at,
      );
    await ledger.deliver(ended('failed'), ended('failed'));
    expect(await get(`/alerts?merchantId=${merchantId}`)).toMatchObject({
      items: [{ kind: 'run-problem', title: 'Order download of Shop failed', detail: 'Down.', items: 1 }],
    });
    await ledger.deliver(ended('succeeded'));
    expect(await get('/alerts')).toEqual({ items: [], next: null });
    expect(await get('/alerts?state=closed')).toMatchObject({ items: [{ kind: 'run-problem' }] });
  });

  it('answers bad input with problem details and strangers with 404', async () => {
    const stranger = merchantId;
    const answers = await Promise.all([
      ledger.call(accountId, 'GET', `/merchants/${merchantId}/proof?day=yesterday`),
      ledger.call(stranger, 'GET', `/merchants/${merchantId}/proof?day=2026-03-02`),
      ledger.call(accountId, 'GET', '/shipments?matched=perhaps'),
      ledger.call(accountId, 'PUT', `/upload-rules/${shop}`, { partialShipments: 'never' }),
      ledger.call(accountId, 'PUT', `/upload-rules/${shop}`, { partialShipments: 'wait_for_all' }),
      ledger.call(stranger, 'GET', `/upload-rules/${shop}`),
      ledger.call(accountId, 'PUT', '/carrier-mappings', { merchantId, mappings: [] }),
      ledger.call(stranger, 'GET', `/carrier-mappings?merchantId=${merchantId}`),
      ledger.call(accountId, 'POST', `/shipments/uploads/${uuidv7()}/retry`),
      ledger.call(stranger, 'POST', '/inventory/uploads/reset', { cartConnectionId: shop }),
      ledger.call(accountId, 'POST', '/inventory/uploads/reset', { cartConnectionId: shop }),
      ledger.call(accountId, 'POST', `/alerts/${uuidv7()}/close`),
      ledger.call(accountId, 'GET', `/products?merchantId=${merchantId}`),
    ]);
    expect(answers.map(([status]) => status)).toEqual([
      422, 404, 422, 422, 200, 404, 422, 404, 404, 404, 200, 404, 200,
    ]);
    expect(await get(`/carrier-mappings?merchantId=${merchantId}`)).toEqual({
      items: [{ wmsCarrier: 'UPS', cartCarrier: null }],
    });
    const shipments = (await get('/shipments?matched=true&limit=2')) as { items: unknown[]; next: string };
    expect([shipments.items.length, typeof shipments.next]).toEqual([2, 'string']);
  });

  it('documents its API', async () => {
    const document = (await get('/openapi/sync-ledger.json')) as { paths: Record<string, object> };
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace('/api/v1', '')}`),
    );
    expect(routes).toEqual(
      expect.arrayContaining([
        'get /alerts',
        'get /alerts/{id}',
        'post /alerts/{id}/close',
        'get /carrier-mappings',
        'put /carrier-mappings',
        'get /inventory',
        'post /inventory/uploads/reset',
        'get /merchants/{id}/proof',
        'get /products',
        'get /shipments',
        'post /shipments/uploads/{id}/retry',
        'get /upload-rules/{cartConnectionId}',
        'put /upload-rules/{cartConnectionId}',
      ]),
    );
  });

  it('names a shipment of an unknown order everywhere', async () => {
    await ledger.deliver(
      retrievedShipment({ externalId: 'stray', orderReference: 'CD404040404040', parcels: ['p 1Z: 1 A'] }),
    );
    expect(await get('/shipments?matched=false')).toMatchObject({ items: [{ externalId: 'stray' }] });
    expect(await get('/alerts')).toMatchObject({ items: [{ kind: 'shipment-unmatched' }] });
    expect(await get(`/merchants/${merchantId}/proof?day=2026-03-02`)).toMatchObject({
      balanced: false,
      unexplained: [{ kind: 'shipment-without-order', entity: { name: 'stray' } }],
    });
  });
});
