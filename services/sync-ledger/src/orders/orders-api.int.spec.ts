import type { NestExpressApplication } from '@nestjs/platform-express';
import { OrderDeliveryRequested, syncRequested, type DomainEvent } from '@crossdock/domain';
import { createEventStrategy, InProcessTransport } from '@crossdock/messaging';
import { deliverEvents, outboxEvents } from '@crossdock/messaging/testing';
import { createServiceApp, type Principal } from '@crossdock/platform';
import {
  createTestDatabase,
  ManualClock,
  testAuth,
  testServiceConfig,
  type TestAuth,
  type TestDatabase,
} from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { SyncLedgerModule } from '../sync-ledger.module';
import { canceledOrder, downloadedOrder } from '../testing/downloaded-order';
import { insertTenant, market, shop, tenant } from '../testing/known-tenant';

const principal: Principal = {
  userId: '0197f2a0-0000-7000-8000-000000000001',
  accountId: tenant.accountId,
  accountKind: 'fulfillment',
};
/** The fields of answers that tests look into. */
interface Answer {
  items: { id: string; number: string; reference: string; reason: string }[];
  next: string | null;
  errors: { path: string }[];
}

const stranger: Principal = { ...principal, accountId: tenant.merchantId };

describe('the API of orders, with events as they arrive', () => {
  const transport = new InProcessTransport();
  let database: TestDatabase;
  let auth: TestAuth;
  let app: NestExpressApplication;
  let base: string;

  beforeAll(async () => {
    [database, auth] = await Promise.all([createTestDatabase(), testAuth()]);
    const { jwksUrl } = auth;
    const config = testServiceConfig('sync-ledger', { databaseUrl: database.url, jwksUrl });
    app = await createServiceApp({
      module: SyncLedgerModule.forRuntime({ config, transport }),
      config,
      strategy: createEventStrategy,
      clock: new ManualClock(new Date()),
    });
    await app.startAllMicroservices();
    transport.open();
    await app.listen(0, '127.0.0.1');
    base = `${await app.getUrl()}/api/v1`;
    await insertTenant(app.get(DataSource));
    await tell(
      downloadedOrder({ number: '1', placedAt: '2026-03-02T08:00:00Z', shipMethod: null }),
      downloadedOrder({ number: '2', placedAt: '2026-03-02T08:00:00Z', shipMethod: null }),
      downloadedOrder({ number: '3', placedAt: '2026-03-02T09:00:00Z' }),
      downloadedOrder({ number: '4', cart: market, shipMethod: null }),
      downloadedOrder({ number: '5', payment: 'unpaid' }),
      canceledOrder({ number: '6', revision: 1 }),
    );
  });
  afterAll(async () => {
    await app?.close();
    await transport.close();
    await auth?.close();
    await database?.drop();
  });

  const tell = (...events: DomainEvent[]) => deliverEvents(transport, events);
  const call = async (path: string, init: { method?: string; body?: object; as?: Principal } = {}) => {
    const { method = 'GET', body, as = principal } = init;
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await auth.token(as)}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  const numbers = async (path: string) => (await call(path)).body.items.map(({ number }) => number);
  const idOf = async (number: string) => (await call(`/orders?number=${number}`)).body.items[0]!.id;

  it('lists orders newest first and pages through those of the same moment', async () => {
    const first = await call('/orders?limit=2');
    const second = await call(`/orders?limit=2&cursor=${first.body.next}`);
    const listed = [first, second].map(({ body }) => body.items.map(({ number }) => number));
    expect(listed[0]?.[0]).toBe('3');
    expect(listed.flat().sort()).toEqual(['1', '2', '3', '4']);
    expect(second.body.next).toBeNull();
  });

  it('filters by merchant, connection, state, reason and number', async () => {
    expect(await numbers(`/orders?cartConnectionId=${market}`)).toEqual(['4']);
    expect(await numbers(`/orders?merchantId=${tenant.merchantId}&state=held`)).toEqual(['3']);
    expect(await numbers('/orders?reason=ship-method-unmapped')).toEqual(['3']);
    const { reference } = (await call('/orders?number=2')).body.items[0]!;
    expect(await numbers(`/orders?number=${reference}`)).toEqual(['2']);
    expect(await numbers(`/orders?merchantId=${shop}`)).toEqual([]);
  });

  it('lists skipped orders with the reason in words', async () => {
    const { body } = await call('/skipped-orders');
    expect(body.items.map(({ number, reason }) => [number, reason]).sort()).toEqual([
      ['5', 'not-paid'],
      ['6', 'canceled'],
    ]);
    expect(await numbers('/skipped-orders?reason=not-paid')).toEqual(['5']);
    expect(await numbers('/skipped-orders?placedFrom=2026-03-02T08:00:01Z')).toEqual([]);
  });

  it('shows the recipient in the detail of an order and nowhere else', async () => {
    const { body } = await call(`/orders/${await idOf('1')}`);
    expect(body).toMatchObject({ number: '1', recipient: { name: 'Ada Example' }, shipments: [] });
    expect(JSON.stringify((await call('/orders')).body)).not.toMatch(/Ada|sealed/i);
  });

  it('answers 404 for everything of another account', async () => {
    const id = await idOf('1');
    const mapping = { cartConnectionId: shop, cartCode: 'EXPRESS', wmsCode: 'X' };
    const rules = {
      earliestOrderDate: null,
      payments: ['paid'],
      statuses: ['open'],
      unmappedShipMethod: 'hold',
    };
    const answers = await Promise.all([
      call(`/orders/${id}`, { as: stranger }),
      call(`/orders/${id}/timeline`, { as: stranger }),
      ...['hold', 'release', 'resend', 'cancel'].map((action) =>
        call(`/orders/${id}/${action}`, { as: stranger, method: 'POST' }),
      ),
      call(`/ship-methods?cartConnectionId=${shop}`, { as: stranger }),
      call('/ship-methods', { as: stranger, method: 'PUT', body: mapping }),
      call(`/order-rules/${shop}`, { as: stranger }),
      call(`/order-rules/${shop}`, { as: stranger, method: 'PUT', body: rules }),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect((await call('/orders', { as: stranger })).body).toEqual({ items: [], next: null });
  });

  it('refuses input that does not fit, with the field and what is wrong', async () => {
    const answer = await call(`/order-rules/${shop}`, {
      method: 'PUT',
      body: {
        earliestOrderDate: 'yesterday',
        payments: [],
        statuses: ['canceled'],
        unmappedShipMethod: 'hold',
      },
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }) => path)).toEqual([
      'earliestOrderDate',
      'payments',
      'statuses.0',
    ]);
    expect((await call('/orders?cursor=nonsense')).status).toBe(400);
  });

  it('delivers on request and tells the story of each order', async () => {
    const id = await idOf('1');
    await call(`/orders/${await idOf('2')}/hold`, { method: 'POST' });
    const fn = 'order-delivery' as const;
    const request = {
      ...tenant,
      runId: uuidv7(),
      function: fn,
      targetKind: 'merchant' as const,
      targetId: tenant.merchantId,
      connector: 'depot',
      trigger: 'manual' as const,
    };
    await tell(syncRequested[fn].create(request, new Date()));
    const deadline = Date.now() + 10_000;
    const asked = async () =>
      (await outboxEvents(app.get(DataSource))).filter(({ type }) => type === OrderDeliveryRequested.type);
    while ((await asked()).length < 2 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const sent = (await asked()).map(({ payload }) => OrderDeliveryRequested.options.schema.parse(payload));
    expect(sent.map(({ number }) => number).sort()).toEqual(['1', '4']);
    expect((await call(`/orders/${id}/timeline`)).body.items).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        kind: 'loaded',
        message: 'Loaded from the cart; it goes out with the next delivery.',
        detail: null,
      },
      {
        id: expect.any(String),
        at: expect.any(String),
        kind: 'sending',
        message: 'Being sent to the warehouse "Depot".',
        detail: { attempt: 1, runId: request.runId },
      },
    ]);
    expect(await call(`/orders/${id}/hold`, { method: 'POST' })).toMatchObject({
      status: 409,
      body: { type: 'urn:crossdock:problem:order-at-warehouse' },
    });
  });

  it('saves a mapping and shows what waited for it as released', async () => {
    const { body } = await call('/ship-methods', {
      method: 'PUT',
      body: { cartConnectionId: shop, cartCode: 'EXPRESS', wmsCode: 'UPS-2D', wmsName: 'UPS 2nd day' },
    });
    expect(body).toEqual({
      cartConnectionId: shop,
      cartCode: 'EXPRESS',
      cartName: 'Express',
      wmsCode: 'UPS-2D',
      wmsName: 'UPS 2nd day',
      heldOrders: 0,
    });
    expect(await numbers('/orders?state=new')).toEqual(['3']);
  });

  it('describes itself', async () => {
    const { body } = await call('/openapi/sync-ledger.json');
    const { paths } = body as unknown as { paths: Record<string, object> };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/api/v1/orders',
        '/api/v1/orders/{id}',
        '/api/v1/orders/{id}/timeline',
        ...['cancel', 'hold', 'release', 'resend'].map((action) => `/api/v1/orders/{id}/${action}`),
        '/api/v1/skipped-orders',
        '/api/v1/ship-methods',
        '/api/v1/order-rules/{cartConnectionId}',
      ]),
    );
  });

  it('counts the states that orders enter', async () => {
    const text = await (await fetch(base.replace('/api/v1', '/metrics'))).text();
    expect(text).toMatch(/crossdock_order_transitions_total\{connector="shop",outcome="sending".*\} 2/);
    expect(text).toMatch(/crossdock_order_transitions_total\{connector="shop",outcome="skipped".*\} 2/);
  });
});
