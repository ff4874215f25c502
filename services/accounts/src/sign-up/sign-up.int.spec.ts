import { startAccounts, PASSWORD, type AccountsTestApp } from '../testing/accounts-test-app';
import { eventually } from '../testing/eventually';

const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('POST /auth/sign-up', () => {
  let app: AccountsTestApp;
  beforeAll(async () => {
    app = await startAccounts();
  });
  afterAll(() => app.close());

  const signUp = (input: object) =>
    app.client().post('/auth/sign-up', {
      kind: 'fulfillment',
      accountName: 'Contoso 3PL',
      email: 'new@example.com',
      password: PASSWORD,
      ...input,
    });
  const accounts = async () => Number((await app.dataSource.query('SELECT count(*) FROM account'))[0].count);

  it('makes a fulfillment account with its first user, who is logged in', async () => {
    const client = app.client();
    const answer = await client.post('/auth/sign-up', {
      kind: 'fulfillment',
      accountName: '  Contoso 3PL ',
      email: ' Ada@Example.COM',
      password: PASSWORD,
    });
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual({
      accessToken: expect.any(String),
      tokenType: 'Bearer',
      expiresIn: 600,
      accountId: uuid,
      userId: uuid,
      merchantId: null,
    });
    const { accessToken, accountId, userId } = answer.body as Record<string, string>;
    client.accessToken = accessToken ?? null;
    expect((await client.get('/accounts/me')).body).toEqual({
      id: accountId,
      kind: 'fulfillment',
      name: 'Contoso 3PL',
      createdAt: app.clock.now().toISOString(),
      user: { id: userId, email: 'ada@example.com' },
    });
    expect((await client.get('/merchants')).body).toEqual({ items: [], next: null });
  });

  it('makes a merchant account with exactly its one merchant, and tells of it', async () => {
    const { client, accountId, merchantId } = await app.signUp('merchant', 'Tailspin Toys');
    expect((await client.get('/merchants')).body).toEqual({
      items: [
        { id: merchantId, name: 'Tailspin Toys', active: true, createdAt: app.clock.now().toISOString() },
      ],
      next: null,
    });
    await eventually(() =>
      expect(app.told.filter((event) => event.accountId === accountId)).toEqual([
        { accountId, merchantId, name: 'Tailspin Toys', active: true, revision: 1 },
      ]),
    );
  });

  it('stores the password as an argon2id hash and nothing of it in clear', async () => {
    await app.signUp('fulfillment');
    const rows = await app.dataSource.query('SELECT password_hash FROM app_user');
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('refuses an address that has a user, in any spelling, and leaves nothing behind', async () => {
    const { email } = await app.signUp('fulfillment');
    const before = await accounts();
    expect(await signUp({ kind: 'merchant', email: email.toUpperCase() })).toMatchObject({
      status: 409,
      body: {
        type: 'urn:crossdock:problem:email-taken',
        detail: 'Log in with it, or use another address.',
      },
    });
    expect(await accounts()).toBe(before);
  });

  it('lets one of two sign-ups with the same address at the same time through', async () => {
    const answers = await Promise.all([1, 2].map(() => signUp({ email: 'race@example.com' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it.each([
    [{ kind: 'master' }, 'kind'],
    [{ accountName: ' ' }, 'accountName'],
    [{ accountName: 'two\nlines' }, 'accountName'],
    [{ email: 'nobody' }, 'email'],
    [{ password: 'too short' }, 'password'],
    [{ password: 'x'.repeat(129) }, 'password'],
    [{ password: 'password12345' }, 'password'],
    [{ password: 'contoso 3pl 2026' }, 'password'],
    [{ email: 'long.address@example.com', password: 'long.address@example.com' }, 'password'],
  ])('refuses %j and says what is wrong with it', async (input, field) => {
    expect(await signUp(input)).toMatchObject({
      status: 422,
      body: {
        type: 'urn:crossdock:problem:invalid-input',
        errors: [{ path: field, message: expect.stringMatching(/\w/) }],
      },
    });
  });
});
