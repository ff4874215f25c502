import { testCart } from '../testing/test-cart';
import { startGateway, type GatewayTestApp } from '../testing/gateway-test-app';
import { answerHtml, drip, TestShop } from '../testing/test-shop';
import { freePort } from '@crossdock/platform/testing';
import { v7 as uuidv7 } from 'uuid';

jest.setTimeout(30_000);

describe('cart connections', () => {
  let gateway: GatewayTestApp;
  let shop: TestShop;
  let merchantId: string;

  beforeAll(async () => {
    gateway = await startGateway({}, testCart({ deadlineMs: 300 }));
    merchantId = await gateway.merchant();
  });
  afterAll(() => gateway.close());
  beforeEach(async () => {
    shop = await new TestShop().start();
  });
  afterEach(() => shop.close());

  const input = (changed: object = {}) => ({
    merchantId,
    connector: 'test-cart',
    name: 'My shop',
    credentials: { password: 'right' },
    settings: { url: shop.url },
    ...changed,
  });
  const create = (changed: object = {}) => gateway.call('POST', '/cart-connections', input(changed));
  const created = async () => (await create()).body as { id: string };
  const changes = async (id: string) =>
    (await gateway.told('CartConnectionChanged'))
      .map(({ payload }) => payload as { connectionId: string })
      .filter(({ connectionId }) => connectionId === id);

  it('are described by the schemas of their connectors', async () => {
    expect(await gateway.call('GET', '/cart-connections/connectors')).toMatchObject({
      status: 200,
      body: {
        items: [
          {
            id: 'test-cart',
            name: 'Test shop',
            apiVersion: '1',
            apiSunset: null,
            credentials: {
              type: 'object',
              properties: { password: { type: 'string', title: 'Password', format: 'secret' } },
              required: ['password'],
            },
            settings: { properties: { url: { type: 'string', format: 'uri' } } },
            capabilities: [
              { stream: 'orders', direction: 'pull', repeatSafety: null },
              { stream: 'shipments', direction: 'push', repeatSafety: 'lookup' },
              { stream: 'inventory', direction: 'push', repeatSafety: 'natural' },
            ],
          },
        ],
      },
    });
  });

  it('are made after a test, told to the others, and never show their credentials', async () => {
    const { status, body } = await create({ readSince: '2026-01-01T00:00:00Z' });
    expect({ status, body }).toEqual({
      status: 201,
      body: {
        id: expect.any(String) as string,
        merchantId,
        connector: 'test-cart',
        name: 'My shop',
        settings: { url: shop.url },
        identity: shop.url,
        state: 'active',
        problem: null,
        revision: 1,
        readSince: '2026-01-01T00:00:00.000Z',
        createdAt: expect.any(String) as string,
        updatedAt: expect.any(String) as string,
      },
    });
    const { id } = body as { id: string };
    expect(await changes(id)).toEqual([
      {
        accountId: gateway.accountId,
        merchantId,
        connectionId: id,
        connector: 'test-cart',
        name: 'My shop',
        state: 'active',
        problem: null,
        revision: 1,
      },
    ]);
    expect(shop.requests).toEqual(['GET /']);
    const [row]: { row: string }[] = await gateway.dataSource.query(
      'SELECT connections::text AS row FROM connections WHERE id = $1',
      [id],
    );
    expect(row?.row).not.toContain('right');
    expect(await gateway.call('GET', `/cart-connections/${id}`)).toEqual({ status: 200, body });
    expect(await gateway.call('POST', `/cart-connections/${id}/test`)).toEqual({
      status: 200,
      body: { identity: 'Test shop', notes: ['It answers.'] },
    });
  });

  it.each([
    ['wrong credentials', { credentials: { password: 'wrong' } }, 'credentials', 'auth: credentials-refused'],
    [
      'a host that does not exist',
      { settings: { url: 'http://shop.invalid' } },
      'settings',
      'transient: host-not-found',
    ],
    [
      'an address that is no web address',
      { settings: { url: 'ftp://shop' } },
      'settings',
      'misconfigured: bad-address',
    ],
  ])('are refused for %s, with what to do', async (_, changed, path, message) => {
    expect(await create(changed)).toMatchObject({
      status: 422,
      body: {
        type: 'urn:crossdock:problem:connection-test-failed',
        detail: expect.stringMatching(/Enter|Check/) as string,
        errors: [{ path, message }],
      },
    });
  });

  it('are refused when nothing listens, a web page answers, or the answer never ends', async () => {
    const port = await freePort();
    const unused = await create({ settings: { url: `http://127.0.0.1:${port}` } });
    shop.failNext('GET /', answerHtml, drip);
    const answers = [unused, await create(), await create()];
    expect(answers.map(({ status, body }) => [status, (body as { errors: unknown[] }).errors])).toEqual([
      [422, [{ path: 'settings', message: 'transient: connection-refused' }]],
      [422, [{ path: 'settings', message: 'unexpected: not-json' }]],
      [422, [{ path: 'settings', message: 'transient: timed-out' }]],
    ]);
  });

  it.each([
    ['a body without a name', { name: undefined }, ['name']],
    ['a field that nobody knows', { shop: 1 }, ['']],
    [
      'fields that the connector does not take',
      { credentials: {}, settings: { url: 'x' } },
      ['credentials.password', 'settings.url'],
    ],
    ['a connector that does not exist', { connector: 'nope' }, ['connector']],
  ])('are refused for %s, naming the field', async (_, changed, paths) => {
    const { status, body } = await create(changed);
    const { errors } = body as { errors: { path: string }[] };
    expect([status, errors.map(({ path }) => path)]).toEqual([422, paths]);
    expect(shop.requests).toEqual([]);
  });

  it("are refused for a merchant of another account, and for one that doesn't exist", async () => {
    const foreign = await gateway.merchant(uuidv7());
    const answers = await Promise.all([create({ merchantId: foreign }), create({ merchantId: uuidv7() })]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  });

  it('refuse a second connection to the same store, until the first is deleted', async () => {
    const { id } = await created();
    expect(await create({ name: 'Again' })).toMatchObject({
      status: 409,
      body: {
        type: 'urn:crossdock:problem:already-connected',
        detail: expect.stringContaining('delete it') as string,
      },
    });
    expect(await gateway.call('DELETE', `/cart-connections/${id}`)).toEqual({ status: 204, body: null });
    expect(await gateway.call('GET', `/cart-connections/${id}`)).toMatchObject({ status: 404 });
    expect((await create()).status).toBe(201);
    const [row]: unknown[] = await gateway.dataSource.query(
      'SELECT state, sealed_credentials FROM connections WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ state: 'deleted', sealed_credentials: '' });
  });

  it('are paused, resumed and renamed; what changes nothing is not told', async () => {
    const { id } = await created();
    const path = `/cart-connections/${id}`;
    await gateway.call('POST', `${path}/pause`);
    await gateway.call('POST', `${path}/pause`);
    await gateway.call('POST', `${path}/resume`);
    await gateway.call('PATCH', path, { name: 'Renamed' });
    expect(await changes(id)).toMatchObject([
      { state: 'active', revision: 1 },
      { state: 'paused', revision: 2 },
      { state: 'active', revision: 3 },
      { name: 'Renamed', state: 'active', revision: 4 },
    ]);
  });

  it('take new credentials only when they work', async () => {
    const { id } = await created();
    const path = `/cart-connections/${id}`;
    const wrong = await gateway.call('PATCH', path, { credentials: { password: 'wrong' } });
    expect(wrong).toMatchObject({ status: 422, body: { errors: [{ path: 'credentials' }] } });
    shop.password = 'new';
    expect((await gateway.call('POST', `${path}/test`)).status).toBe(422);
    expect((await gateway.call('PATCH', path, { credentials: { password: 'new' } })).status).toBe(200);
    expect((await gateway.call('POST', `${path}/test`)).status).toBe(200);
  });

  it('are invisible to other accounts', async () => {
    const { id } = await created();
    const path = `/cart-connections/${id}`;
    const other = uuidv7();
    const answers = [
      await gateway.call('GET', path, undefined, other),
      await gateway.call('PATCH', path, { name: 'Mine' }, other),
      await gateway.call('POST', `${path}/test`, undefined, other),
      await gateway.call('POST', `${path}/pause`, undefined, other),
      await gateway.call('DELETE', path, undefined, other),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    expect(await gateway.call('GET', '/cart-connections', undefined, other)).toEqual({
      status: 200,
      body: { items: [], next: null },
    });
  });

  it('are listed page by page, newest first, also of one merchant', async () => {
    const mine = await gateway.merchant();
    const shops = await Promise.all([1, 2, 3].map(() => new TestShop().start()));
    const ids: string[] = [];
    for (const { url } of shops) {
      const { body } = await create({ merchantId: mine, settings: { url } });
      ids.unshift((body as { id: string }).id);
    }
    const list = async (query: string) =>
      (await gateway.call('GET', `/cart-connections?merchantId=${mine}&limit=2${query}`)).body as {
        items: { id: string }[];
        next: string | null;
      };
    const first = await list('');
    const second = await list(`&cursor=${first.next}`);
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await gateway.call('GET', '/cart-connections?cursor=xyz')).status).toBe(400);
    await Promise.all(shops.map((one) => one.close()));
  });

  it('are part of the OpenAPI document', async () => {
    const { status, body } = await gateway.call('GET', '/openapi/cart-gateway.json');
    const { paths } = body as { paths: Record<string, object> };
    expect([status, Object.keys(paths).filter((path) => path.includes('cart-connections'))]).toEqual([
      200,
      [
        '/api/v1/cart-connections',
        '/api/v1/cart-connections/connectors',
        '/api/v1/cart-connections/{id}',
        '/api/v1/cart-connections/{id}/test',
        '/api/v1/cart-connections/{id}/pause',
        '/api/v1/cart-connections/{id}/resume',
      ],
    ]);
  });
});
