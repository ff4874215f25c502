import type { ApiClient } from '../testing/api-client';
import { startScheduler, type SchedulerTestApp } from '../testing/scheduler-test-app';
import { Tenant } from '../testing/tenant';

const NOBODY = '0197f2a0-0000-7000-8000-000000000001';

describe('the API of schedules', () => {
  let scheduler: SchedulerTestApp;
  let tenant: Tenant;
  let client: ApiClient;

  beforeAll(async () => {
    scheduler = await startScheduler();
  });
  afterAll(() => scheduler.close());
  beforeEach(async () => {
    tenant = new Tenant();
    client = await scheduler.client(tenant.accountId);
    await scheduler.deliver(...tenant.born);
  });

  const download = () => `/schedules/${tenant.cartId}/order-download`;
  const delivery = () => `/schedules/${tenant.merchantId}/order-delivery`;

  it('lists the schedules of the account page by page', async () => {
    const seen: unknown[] = [];
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { status, body } = await client.get(`/schedules?limit=2${cursor}`);
      const { items, next } = body as {
        items: { targetId: string; function: string }[];
        next: string | null;
      };
      expect([status, items.length]).toEqual([200, 2]);
      seen.push(...items.map((item) => `${item.targetId}/${item.function}`));
      cursor = `&cursor=${next}`;
      expect(next === null).toBe(page === 2);
    }
    const expected = [
      ...['inventory', 'order-delivery', 'shipping-confirmations'].map((fn) => `${tenant.merchantId}/${fn}`),
      ...['inventory-upload', 'order-download', 'shipment-upload'].map((fn) => `${tenant.cartId}/${fn}`),
    ];
    expect(seen).toEqual(expected);
  });

  it('filters the list', async () => {
    const functions = async (query: string) => {
      const { body } = await client.get(`/schedules?${query}`);
      return (body as { items: { function: string }[] }).items.map((item) => item.function);
    };
    expect(await functions(`targetId=${tenant.merchantId}`)).toEqual([
      'inventory',
      'order-delivery',
      'shipping-confirmations',
    ]);
    expect(await functions(`merchantId=${tenant.merchantId}&function=order-download`)).toEqual([
      'order-download',
    ]);
    expect(await functions(`targetId=${NOBODY}`)).toEqual([]);
  });

  it('shows one schedule with its last run', async () => {
    const { body: started } = await client.post(`${download()}/run`);
    const { id } = started as { id: string };
    await scheduler.deliver(tenant.finished('order-download', id));
    const { body: run } = await client.get(`/runs/${id}`);
    expect(await client.get(download())).toEqual({
      status: 200,
      body: {
        targetId: tenant.cartId,
        targetKind: 'cart_connection',
        merchantId: tenant.merchantId,
        connector: 'vendure',
        function: 'order-download',
        plan: { kind: 'interval', every: 5, unit: 'minutes' },
        paused: false,
        blocked: null,
        nextRunAt: expect.stringMatching(/^2026-03-02T09:0/),
        failures: 0,
        retryAt: null,
        activeRunId: null,
        lastRun: run,
      },
    });
  });

  it('changes when a function runs', async () => {
    const daily = { kind: 'daily', times: ['14:00', '02:30'], timeZone: 'America/New_York' };
    expect(await client.put(download(), daily)).toMatchObject({
      status: 200,
      // 14:00 in New York is the next of the two after 09:00 UTC.
      body: { plan: { ...daily, times: ['02:30', '14:00'] }, nextRunAt: '2026-03-02T19:00:00.000Z' },
    });
    expect(await client.put(download(), { kind: 'off' })).toMatchObject({
      status: 200,
      body: { nextRunAt: null },
    });
    expect(await client.put(delivery(), { kind: 'interval', every: 10 })).toMatchObject({
      status: 200,
      body: { plan: { kind: 'interval', every: 10, unit: 'minutes' } },
    });
  });

  it.each([
    [{ kind: 'interval', every: 0 }, 'every', 'at least 1'],
    [{ kind: 'interval', every: 5, unit: 'seconds' }, 'unit', 'every minute'],
    [{ kind: 'interval', every: 'often' }, 'every', 'whole number'],
    [{ kind: 'daily', times: ['02:30'], timeZone: 'Mars/Olympus' }, 'timeZone', 'IANA'],
    [{ kind: 'daily', times: ['2:30pm'], timeZone: 'UTC' }, 'times.0', 'time of day'],
    [{ kind: 'automatic' }, 'kind', 'choose "interval" or "daily"'],
    [{ kind: 'hourly' }, 'kind', 'must be one of'],
    [{}, 'kind', 'must be one of'],
    [['interval'], '', 'expected object'],
  ])('refuses %j and says what to do', async (plan, path, words) => {
    expect(await client.put(download(), plan)).toEqual({
      status: 422,
      body: {
        type: 'urn:crossdock:problem:invalid-input',
        title: 'The input is not valid',
        status: 422,
        detail: expect.stringContaining('Correct'),
        errors: [{ path, message: expect.stringContaining(words) }],
      },
    });
  });

  it('pauses and resumes', async () => {
    expect(await client.post(`${delivery()}/pause`)).toMatchObject({
      status: 200,
      body: { paused: true, nextRunAt: null },
    });
    scheduler.clock.advance(3_600_000);
    client = await scheduler.client(tenant.accountId);
    await scheduler.deliver(tenant.workReady('order-delivery'));
    await scheduler.tick.run();
    expect(await client.get(delivery())).toMatchObject({ body: { activeRunId: null } });
    expect(await client.post(`${delivery()}/resume`)).toMatchObject({
      status: 200,
      body: { paused: false, nextRunAt: scheduler.clock.now().toISOString() },
    });
    await scheduler.tick.run();
    expect(await client.get(delivery())).toMatchObject({ body: { activeRunId: expect.any(String) } });
  });

  it('runs now, also a paused schedule and one that rests, but not twice at once', async () => {
    await client.post(`${download()}/pause`);
    const first = await client.post(`${download()}/run`);
    expect(first).toMatchObject({
      status: 202,
      body: { trigger: 'manual', outcome: null, targetId: tenant.cartId },
    });
    const { id } = first.body as { id: string };
    expect(await client.post(`${download()}/run`)).toEqual({
      status: 409,
      body: {
        type: 'urn:crossdock:problem:run-active',
        title: 'A run is active',
        status: 409,
        detail: expect.stringContaining(id),
      },
    });
    const problem = { kind: 'transient', code: 'server-error-502', message: 'Bad gateway.' } as const;
    await scheduler.deliver(tenant.finished('order-download', id, { outcome: 'failed', problem }));
    expect(await client.post(`${download()}/run`)).toMatchObject({ status: 202 });
  });

  it('does not run what cannot run, and says why', async () => {
    await scheduler.deliver(tenant.cart(2, 'needs_reauth'), tenant.wms(2, 'deleted'));
    expect(await client.post(`${download()}/run`)).toEqual({
      status: 409,
      body: {
        type: 'urn:crossdock:problem:target-cannot-run',
        title: 'The function cannot run now',
        status: 409,
        detail:
          'The other side refused the credentials. Enter valid credentials for the connection to go on.',
      },
    });
    expect(await client.get(delivery())).toMatchObject({
      body: {
        nextRunAt: null,
        connector: 'none',
        blocked: {
          reason: 'no-warehouse',
          detail: 'The merchant has no warehouse connection. Create one to go on.',
        },
      },
    });
  });

  it('lists runs newest first and by outcome', async () => {
    const { body: first } = await client.post(`${download()}/run`);
    const { id } = first as { id: string };
    const counts = { read: 4, done: 3, skipped: 1, failed: 0 };
    scheduler.clock.advance(2_500);
    await scheduler.deliver(tenant.finished('order-download', id, { counts }, scheduler.clock.now()));
    const { body: second } = await client.post(`${download()}/run`);
    const finished = expect.objectContaining({ id, outcome: 'succeeded', counts, durationMs: 2_500 });
    expect((await client.get(`/runs?targetId=${tenant.cartId}`)).body).toEqual({
      items: [second, finished],
      next: null,
    });
    expect((await client.get('/runs?outcome=succeeded')).body).toEqual({ items: [finished], next: null });
    expect((await client.get('/runs?outcome=active')).body).toEqual({ items: [second], next: null });
    const { body: page } = await client.get('/runs?limit=1&function=order-download');
    const { items, next } = page as { items: unknown[]; next: string };
    expect(items).toEqual([second]);
    expect((await client.get(`/runs?limit=1&cursor=${next}`)).body).toEqual({
      items: [finished],
      next: null,
    });
  });

  it('shows nothing of another account', async () => {
    const { body } = await client.post(`${download()}/run`);
    const stranger = await scheduler.client(NOBODY);
    const attempts = [
      stranger.get(download()),
      stranger.put(download(), { kind: 'off' }),
      stranger.post(`${download()}/pause`),
      stranger.post(`${download()}/resume`),
      stranger.post(`${download()}/run`),
      stranger.get(`/runs/${(body as { id: string }).id}`),
    ];
    expect((await Promise.all(attempts)).map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect((await stranger.get(`/schedules?targetId=${tenant.cartId}`)).body).toEqual({
      items: [],
      next: null,
    });
    expect((await stranger.get(`/runs?targetId=${tenant.cartId}`)).body).toEqual({ items: [], next: null });
  });

  it('knows no schedule of a function at the wrong level, and refuses functions and ids that are none', async () => {
    expect(await client.get(`/schedules/${tenant.cartId}/inventory`)).toMatchObject({ status: 404 });
    expect(await client.get(`/schedules/${tenant.cartId}/laundry`)).toMatchObject({ status: 422 });
    expect(await client.get('/schedules/1/inventory')).toMatchObject({ status: 422 });
    expect(await client.get('/schedules?cursor=nonsense')).toMatchObject({ status: 400 });
  });

  it('is described', async () => {
    const { body } = await client.get('/openapi/scheduler.json');
    expect(Object.keys((body as { paths: object }).paths)).toEqual([
      '/api/v1/schedules',
      '/api/v1/schedules/{targetId}/{function}',
      '/api/v1/schedules/{targetId}/{function}/pause',
      '/api/v1/schedules/{targetId}/{function}/resume',
      '/api/v1/schedules/{targetId}/{function}/run',
      '/api/v1/runs',
      '/api/v1/runs/{id}',
    ]);
  });
});

describe('seconds', () => {
  it('can be chosen where the operator allows them', async () => {
    const scheduler = await startScheduler({ secondsAllowed: true });
    try {
      const tenant = new Tenant();
      await scheduler.deliver(...tenant.born);
      const client = await scheduler.client(tenant.accountId);
      const plan = { kind: 'interval', every: 5, unit: 'seconds' };
      expect(await client.put(`/schedules/${tenant.cartId}/order-download`, plan)).toMatchObject({
        status: 200,
        body: { plan },
      });
    } finally {
      await scheduler.close();
    }
  });
});
