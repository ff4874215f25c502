import { PASSWORD, startAccounts, type AccountsTestApp, type SignedUp } from '../testing/accounts-test-app';

describe('POST /auth/login', () => {
  let app: AccountsTestApp;
  let owner: SignedUp;
  beforeAll(async () => {
    app = await startAccounts();
  });
  beforeEach(async () => {
    owner = await app.signUp('fulfillment');
  });
  afterAll(() => app.close());

  const login = (email: string, password: string) => app.client().post('/auth/login', { email, password });
  const WRONG = 'eight noisy forklifts';

  async function secondsOf(attempt: Promise<unknown>): Promise<number> {
    const started = process.hrtime.bigint();
    await attempt;
    return Number(process.hrtime.bigint() - started) / 1e9;
  }
  const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

  it('answers a wrong password and an unknown address with the same words', async () => {
    const wrong = await login(owner.email, WRONG);
    const unknown = await login('nobody@example.com', WRONG);
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual({
      type: 'urn:crossdock:problem:login-refused',
      title: 'E-mail address or password is wrong',
      status: 401,
      detail: expect.stringContaining('Check both and try again.'),
    });
    expect(unknown).toMatchObject({ status: wrong.status, body: wrong.body });
    expect([...unknown.headers.keys()]).toEqual([...wrong.headers.keys()]);
  });

  it('takes as long for an unknown address as for a wrong password', async () => {
    const people = await Promise.all(Array.from({ length: 9 }, () => app.signUp('fulfillment')));
    const known: number[] = [];
    const unknown: number[] = [];
    // In turns, so that a busy machine slows both down alike.
    for (const { email, userId } of people) {
      known.push(await secondsOf(login(email, WRONG)));
      unknown.push(await secondsOf(login(`${userId}@example.com`, WRONG)));
    }
    // Without the comparison against nobody's hash the ratio is near 0.2.
    expect(median(unknown) / median(known)).toBeGreaterThan(0.6);
  });

  it('refuses an address for the rest of a quarter of an hour after ten attempts, known or not', async () => {
    for (const email of [owner.email, 'not-known@example.com']) {
      for (let attempt = 0; attempt < 10; attempt += 1) expect((await login(email, WRONG)).status).toBe(401);
      const limited = await login(email, PASSWORD);
      expect(limited.headers.get('retry-after')).toBe('900');
      expect(limited).toMatchObject({
        status: 429,
        body: { type: 'urn:crossdock:problem:too-many-logins', detail: 'Wait 15 min and try again.' },
      });
    }
    app.clock.advance(15 * 60_000);
    expect((await login(owner.email, PASSWORD)).status).toBe(200);
  });

  it('lets no more than ten of many attempts at the same time look at the password', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => login(owner.email, WRONG)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('forgets failed attempts after one that succeeded', async () => {
    for (let attempt = 0; attempt < 9; attempt += 1) await login(owner.email, WRONG);
    expect((await login(owner.email, PASSWORD)).status).toBe(200);
    for (let attempt = 0; attempt < 9; attempt += 1) await login(owner.email, WRONG);
    expect((await login(owner.email, PASSWORD)).status).toBe(200);
  });

  it('keeps no address of the attempts in clear', async () => {
    await login('secret-friend@example.com', WRONG);
    const rows = await app.dataSource.query(`SELECT encode(email_hash, 'escape') AS hash FROM login_attempt`);
    expect(JSON.stringify(rows)).not.toContain('secret-friend');
  });
});
