import type { HubApi, HubApiError } from '@crossdock/api-client';
import { connectMerchant, type DemoMerchantIds } from '../apps/all-in-one/src/demo/demo-account';
import {
  DemoWorld,
  SHOP_LOGIN,
  WAREHOUSE_LOGIN,
  type DemoSite,
} from '../apps/all-in-one/src/demo/demo-world';
import type { Hub } from '../apps/all-in-one/src/hub/start-hub';
import { Gate } from './world/gate';
import { newOperator } from './world/operator';
import { whenStarted } from './world/plans';
import { startTestHub } from './world/test-hub';

const WRONG_PASSWORD = 'wrong-password-4Kx';
const NOBODY = '0197f2a0-0000-7000-8000-000000000000';

/** A problem as the API answers it, without what every one has. */
interface Told {
  status: number;
  title: string;
  detail: unknown;
  errors?: unknown[];
}

const invalid = (...errors: [path: string, message: string][]): Told => ({
  status: 422,
  title: 'The input is not valid',
  detail: 'Correct what "errors" names and repeat the request.',
  errors: errors.map(([path, message]) => ({ path, message })),
});
const doesNotWork = (detail: string, path: 'credentials' | 'settings', message: string): Told => ({
  status: 422,
  title: 'The connection does not work',
  detail,
  errors: [{ path, message }],
});
const notFound = (what: string): Told => ({
  status: 404,
  title: 'Not found',
  detail: `There is no such ${what} in this account. Check the id, or list what there is.`,
});

describe('bad input', () => {
  let hub: Hub;
  let world: DemoWorld;
  let site: DemoSite;
  let webPage: Gate;
  let api: HubApi;
  let stranger: HubApi;
  let ids: DemoMerchantIds;
  let secondMerchantId: string;

  beforeAll(async () => {
    hub = await startTestHub();
    world = await DemoWorld.start();
    site = world.site('harbor');
    webPage = await Gate.start(site.shop.url);
    webPage.mode = 'maintenance';
    api = await newOperator(hub.url);
    stranger = await newOperator(hub.url);
    ids = await connectMerchant(api, site, whenStarted);
    ({ id: secondMerchantId } = await api.post<{ id: string }>('/merchants', { name: 'Second' }));
  }, 60_000);
  afterAll(async () => {
    await Promise.all([api?.close(), stranger?.close()]);
    await hub?.close();
    await webPage?.close();
    await world?.close();
  }, 60_000);

  /** What the hub says to a request that it refuses. */
  async function told(call: Promise<unknown>): Promise<Told> {
    const { status, problem } = await call.then(
      (answer) => {
        throw new Error(`The hub took it: ${JSON.stringify(answer)}`);
      },
      (error: HubApiError) => error,
    );
    expect(JSON.stringify(problem)).not.toMatch(new RegExp(`${WRONG_PASSWORD}|${SHOP_LOGIN.password}`));
    expect(problem.type).toMatch(/^urn:crossdock:problem:[a-z-]+$/);
    const { title, detail, errors } = problem as Told;
    return { status, title, detail, ...(errors && { errors }) };
  }

  const connectShop = (change: object = {}) =>
    api.post('/cart-connections', {
      merchantId: ids.merchantId,
      connector: 'vendure',
      name: 'Another shop',
      settings: { adminApiUrl: site.shop.url },
      credentials: SHOP_LOGIN,
      ...change,
    });
  const connectWarehouse = (change: object = {}) =>
    api.post('/wms-connections', {
      merchantId: secondMerchantId,
      connector: 'tryton',
      name: 'Another warehouse',
      settings: { url: site.warehouse.url, database: 'wms', warehouseCode: 'HARBOR' },
      credentials: WAREHOUSE_LOGIN,
      ...change,
    });
  const planDownload = (plan: object) => api.put(`/schedules/${ids.cartConnectionId}/order-download`, plan);

  it('wrong credentials', async () => {
    expect(await told(connectShop({ credentials: { username: 'hub', password: WRONG_PASSWORD } }))).toEqual(
      doesNotWork(
        'Vendure does not know this user name and password. Enter the identifier and password of an active administrator.',
        'credentials',
        'auth: credentials-refused',
      ),
    );
    expect(await told(connectWarehouse({ credentials: { user: 'hub', password: WRONG_PASSWORD } }))).toEqual(
      doesNotWork(
        'Tryton does not accept the user name and password. Enter the user name and password of a Tryton user that can log in with a password alone.',
        'credentials',
        'auth: credentials-refused',
      ),
    );
  });

  it('a host that does not exist or does not answer', async () => {
    expect(await told(connectShop({ settings: { adminApiUrl: 'https://shop.invalid/admin-api' } }))).toEqual(
      doesNotWork(
        'There is no host "shop.invalid". Check the address: host name, port, and http or https.',
        'settings',
        'transient: host-not-found',
      ),
    );
    expect(
      await told(connectWarehouse({ settings: { url: 'http://127.0.0.1:9', database: 'wms' } })),
    ).toEqual(
      doesNotWork(
        'Nothing listens at 127.0.0.1:9. Check the address: host name, port, and http or https. Check that the server is up.',
        'settings',
        'transient: connection-refused',
      ),
    );
  });

  it('an address that answers with a web page', async () => {
    const page = doesNotWork(
      'The server answered with an HTML page (status 200). Check that the address points at the API itself, not at a website, a login page or a proxy.',
      'settings',
      'unexpected: not-json',
    );
    const url = new URL(webPage.url).origin;
    expect(await told(connectShop({ settings: { adminApiUrl: webPage.url } }))).toEqual(page);
    expect(await told(connectWarehouse({ settings: { url, database: 'wms' } }))).toEqual(page);
  });

  it('an address that is none', async () => {
    expect(await told(connectShop({ settings: { adminApiUrl: 'my shop' } }))).toEqual(
      invalid(['settings.adminApiUrl', 'must be an address such as https://shop.example.com/admin-api']),
    );
    expect(await told(connectWarehouse({ settings: { url: 'ftp://wms', database: 'wms' } }))).toEqual(
      invalid(['settings.url', 'must be an address such as https://tryton.example.com']),
    );
  });

  it('a schedule of zero minutes, one in an unknown time zone, one of no kind', async () => {
    expect(await told(planDownload({ kind: 'interval', every: 0 }))).toEqual(
      invalid([
        'every',
        'must be at least 1; to stop the function choose the kind "off" or pause the schedule',
      ]),
    );
    expect(await told(planDownload({ kind: 'daily', times: ['02:30'], timeZone: 'Mars/Olympus' }))).toEqual(
      invalid(['timeZone', 'must be a time zone of the IANA database, such as "America/New_York" or "UTC"']),
    );
    expect(await told(planDownload({ kind: 'whenever' }))).toEqual(
      invalid(['kind', 'must be one of "interval", "daily", "automatic" and "off"']),
    );
  });

  it('a second connection to the same store, or a second warehouse', async () => {
    const connected: Told = {
      status: 409,
      title: 'Already connected',
      detail:
        'This account has a connection to the same store or warehouse. Use that one, or delete it before you connect it anew.',
    };
    expect(await told(connectShop())).toEqual(connected);
    expect(await told(connectShop({ merchantId: secondMerchantId }))).toEqual(connected);
    expect(await told(connectShop({ settings: { adminApiUrl: `${site.shop.url}/` } }))).toEqual(connected);
    expect(await told(connectWarehouse())).toEqual(connected);
    const { url } = world.site('alpine').warehouse;
    const another = { url, database: 'wms', warehouseCode: 'ALPINE' };
    expect(await told(connectWarehouse({ merchantId: ids.merchantId, settings: another }))).toEqual({
      status: 409,
      title: 'The merchant has a connection',
      detail:
        'Orders of a merchant go to one warehouse. Delete the present connection before you make another.',
    });
  });

  it('a body that does not fit its schema', async () => {
    const text = 'Invalid input: expected string, received undefined';
    expect(await told(connectShop({ credentials: { username: 'hub' }, settings: {} }))).toEqual(
      invalid(
        ['credentials.password', text],
        ['settings.adminApiUrl', 'must be an address such as https://shop.example.com/admin-api'],
      ),
    );
    expect(await told(connectShop({ merchantId: 'mine', colour: 'blue' }))).toEqual(
      invalid(['merchantId', 'Invalid UUID'], ['', 'Unrecognized key: "colour"']),
    );
    expect(await told(connectShop({ connector: 'laundry' }))).toEqual(
      invalid(['connector', 'there is no connector "laundry"; choose one of: vendure']),
    );
    expect(await told(connectWarehouse({ settings: { url: site.warehouse.url } }))).toEqual(
      invalid(['settings.database', text]),
    );
  });

  it.each(['/merchants', '/cart-connections', '/ship-methods', '/schedules', '/auth/login'])(
    'a body of %s that is no JSON',
    async (path) => {
      const send = async (type: string, body: string) => {
        const response = await fetch(`${hub.url}/api/v1${path}`, {
          method: 'POST',
          headers: { 'content-type': type },
          body,
        });
        const { title, detail } = (await response.json()) as Told;
        return {
          type: response.headers.get('content-type')?.split(';')[0],
          status: response.status,
          title,
          detail,
        };
      };
      expect(await send('application/json', '{"password":"wrong-password-4Kx')).toEqual({
        type: 'application/problem+json',
        status: 400,
        title: 'The request cannot be read',
        detail: 'Check that the body is well-formed JSON.',
      });
      expect(await send('text/plain', 'hello')).toEqual({
        type: 'application/problem+json',
        status: 415,
        title: 'Unsupported media type',
        detail: 'Send the body as application/json.',
      });
    },
  );

  it.each([
    ['/merchants', 'merchant'],
    ['/cart-connections', 'connection'],
    ['/wms-connections', 'connection'],
    ['/orders', 'order'],
    ['/runs', 'run'],
    ['/alerts', 'alert'],
  ])('an id below %s that is unknown, or none at all', async (path, what) => {
    expect(await told(api.get(`${path}/${NOBODY}`))).toEqual(notFound(what));
    expect(await told(api.get(`${path}/17`))).toEqual(invalid(['id', 'must be a UUID']));
  });

  it("somebody else's id, with the words of an unknown one", async () => {
    const { merchantId, cartConnectionId, wmsConnectionId } = ids;
    const download = `/schedules/${cartConnectionId}/order-download`;
    expect([
      await told(stranger.get(`/merchants/${merchantId}`)),
      await told(stranger.get(`/merchants/${merchantId}/proof`, { day: '2026-03-02' })),
      await told(stranger.get(`/cart-connections/${cartConnectionId}`)),
      await told(stranger.patch(`/wms-connections/${wmsConnectionId}`, { name: 'Mine' })),
      await told(stranger.delete(`/cart-connections/${cartConnectionId}`)),
      await told(stranger.put(download, { kind: 'off' })),
      await told(stranger.post(`${download}/run`)),
      await told(stranger.get(`/order-rules/${cartConnectionId}`)),
    ]).toEqual([
      notFound('merchant'),
      notFound('merchant'),
      notFound('connection'),
      notFound('connection'),
      notFound('connection'),
      notFound('schedule'),
      notFound('schedule'),
      notFound('cart connection'),
    ]);
    expect(await stranger.get('/orders', { merchantId })).toEqual({ items: [], next: null });
  });

  it('leaves everything as it was', async () => {
    const { items } = await api.get<{ items: { id: string; state: string }[] }>('/cart-connections');
    expect(items.map(({ id, state }) => [id, state])).toEqual([[ids.cartConnectionId, 'active']]);
    expect(await api.get('/wms-connections')).toMatchObject({ items: [{ id: ids.wmsConnectionId }] });
    expect(await api.get('/alerts')).toEqual({ items: [], next: null });
  });
});
