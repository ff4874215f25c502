import { PASSWORD, startAccounts, type AccountsTestApp, type SignedUp } from '../testing/accounts-test-app';
import type { ApiClient } from '../testing/api-client';

const DAY_MS = 86_400_000;

describe('sessions', () => {
  let app: AccountsTestApp;
  let owner: SignedUp;
  beforeAll(async () => {
    app = await startAccounts();
  });
  beforeEach(async () => {
    owner = await app.signUp('fulfillment');
  });
  afterAll(() => app.close());

  const grant = { accessToken: expect.any(String), tokenType: 'Bearer', expiresIn: 600 };
  const over = { status: 401, body: { type: 'urn:crossdock:problem:session-over', detail: 'Log in again.' } };

  function holding(refreshToken: string | null): ApiClient {
    const client = app.client();
    client.refreshToken = refreshToken;
    return client;
  }

  it('gives an access token and a cookie that only the browser and these routes see', async () => {
    const answer = await app
      .client()
      .post('/auth/login', { email: ` ${owner.email.toUpperCase()}`, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(grant);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const expires = new Date(app.clock.now().getTime() + 7 * DAY_MS).toUTCString();
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^crossdock_refresh=[\\w-]{43}; Path=/api/v1/auth; Expires=${expires}; HttpOnly; SameSite=Strict$`,
        ),
      ),
    ]);
  });

  it('marks the cookie as secure where people come by https', async () => {
    const https = await startAccounts({ publicUrl: 'https://hub.example.com' });
    try {
      const { client, email } = await https.signUp('fulfillment');
      const answer = await client.post('/auth/login', { email, password: PASSWORD });
      expect(answer.headers.getSetCookie()[0]).toContain('; Secure;');
    } finally {
      await https.close();
    }
  });

  it('ends the access token after ten minutes and gives a new one for the cookie', async () => {
    expect((await owner.client.get('/accounts/me')).status).toBe(200);
    app.clock.advance(610_000);
    expect((await owner.client.get('/accounts/me')).status).toBe(401);
    const { status, body } = await owner.client.post('/auth/refresh');
    expect({ status, body }).toEqual({ status: 200, body: grant });
    owner.client.accessToken = (body as { accessToken: string }).accessToken;
    expect((await owner.client.get('/accounts/me')).status).toBe(200);
  });

  it('replaces the refresh token each time and stores none of them', async () => {
    const first = owner.client.refreshToken ?? '';
    await owner.client.post('/auth/refresh');
    const second = owner.client.refreshToken ?? '';
    expect(second).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
    const stored = JSON.stringify(
      await app.dataSource.query(`SELECT encode(hash, 'escape') AS hash, * FROM refresh_token`),
    );
    expect(stored).not.toContain(first);
    expect(stored).not.toContain(second);
  });

  it('ends the whole family when a replaced refresh token comes back', async () => {
    const stolen = owner.client.refreshToken;
    expect((await owner.client.post('/auth/refresh')).status).toBe(200);
    expect(await holding(stolen).post('/auth/refresh')).toMatchObject(over);
    expect(await owner.client.post('/auth/refresh')).toMatchObject(over);
    expect(owner.client.refreshToken).toBeNull();
  });

  it('leaves other sessions of the user alone then', async () => {
    const elsewhere = app.client();
    await elsewhere.post('/auth/login', { email: owner.email, password: PASSWORD });
    const stolen = owner.client.refreshToken;
    await owner.client.post('/auth/refresh');
    await holding(stolen).post('/auth/refresh');
    expect((await elsewhere.post('/auth/refresh')).status).toBe(200);
  });

  it('gives one new token when the same one is shown many times at once, and then ends the session', async () => {
    const token = owner.client.refreshToken;
    const clients = Array.from({ length: 8 }, () => holding(token));
    const answers = await Promise.all(clients.map((client) => client.post('/auth/refresh')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const winner = clients.find(({ refreshToken }) => refreshToken !== null);
    expect(await winner?.post('/auth/refresh')).toMatchObject(over);
  });

  it('ends after seven days without use and after thirty days with it', async () => {
    const idle = await app.signUp('fulfillment');
    for (let day = 0; day < 30; day += 6) {
      expect((await owner.client.post('/auth/refresh')).status).toBe(200);
      app.clock.advance(6 * DAY_MS);
    }
    expect(await owner.client.post('/auth/refresh')).toMatchObject(over);
    expect(await idle.client.post('/auth/refresh')).toMatchObject(over);
  });

  it('ends at logout, which may be repeated', async () => {
    const kept = owner.client.refreshToken;
    const answer = await owner.client.post('/auth/logout');
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^crossdock_refresh=; Path=\/api\/v1\/auth; Expires=Thu, 01 Jan 1970/,
    );
    expect(await holding(kept).post('/auth/refresh')).toMatchObject(over);
    expect((await owner.client.post('/auth/logout')).status).toBe(204);
  });

  it.each([null, 'nonsense', 'x'.repeat(5000)])('refuses to refresh with the cookie %p', async (token) => {
    expect(await holding(token).post('/auth/refresh')).toMatchObject(over);
  });
});
