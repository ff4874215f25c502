import { PASSWORD, startAccounts, type AccountsTestApp } from '../testing/accounts-test-app';

describe('/users', () => {
  let app: AccountsTestApp;
  beforeAll(async () => {
    app = await startAccounts();
  });
  afterAll(() => app.close());

  it('adds a user who can log in to the same account', async () => {
    const owner = await app.signUp('fulfillment');
    const answer = await owner.client.post('/users', { email: 'Grace@Example.com', password: PASSWORD });
    expect(answer).toMatchObject({ status: 201 });
    expect(answer.body).toEqual({
      id: expect.any(String),
      email: 'grace@example.com',
      createdAt: app.clock.now().toISOString(),
    });
    const grace = app.client();
    const { body } = await grace.post('/auth/login', { email: 'grace@example.com', password: PASSWORD });
    grace.accessToken = (body as { accessToken: string }).accessToken;
    expect((await grace.get('/accounts/me')).body).toMatchObject({
      id: owner.accountId,
      user: { email: 'grace@example.com' },
    });
  });

  it('lists the users of the own account alone, page by page', async () => {
    const owner = await app.signUp('fulfillment');
    await app.signUp('fulfillment');
    await owner.client.post('/users', { email: 'second@example.com', password: PASSWORD });
    const first = await owner.client.get('/users?limit=1');
    expect(first.body).toEqual({
      items: [{ id: owner.userId, email: owner.email, createdAt: app.clock.now().toISOString() }],
      next: expect.any(String),
    });
    const { next } = first.body as { next: string };
    expect((await owner.client.get(`/users?limit=1&cursor=${next}`)).body).toMatchObject({
      items: [{ email: 'second@example.com' }],
      next: null,
    });
  });

  it('refuses an address that is taken and a password that is easy to guess', async () => {
    const owner = await app.signUp('fulfillment');
    expect(await owner.client.post('/users', { email: owner.email, password: PASSWORD })).toMatchObject({
      status: 409,
      body: { type: 'urn:crossdock:problem:email-taken' },
    });
    const easy = { email: 'third@example.com', password: 'Northwind Logistics 1' };
    expect(await owner.client.post('/users', easy)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'password', message: expect.stringContaining('name of the account') }] },
    });
  });
});
