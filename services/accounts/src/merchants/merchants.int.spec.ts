import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { startAccounts, type AccountsTestApp, type SignedUp } from '../testing/accounts-test-app';
import { eventually } from '../testing/eventually';

const zMerchant = z.object({ id: z.string(), name: z.string(), active: z.boolean() });
const zPage = z.object({ items: z.array(zMerchant), next: z.string().nullable() });

describe('/merchants', () => {
  let app: AccountsTestApp;
  let owner: SignedUp;
  beforeAll(async () => {
    app = await startAccounts();
  });
  beforeEach(async () => {
    owner = await app.signUp('fulfillment');
  });
  afterAll(() => app.close());

  const create = async (name: string, by = owner) =>
    zMerchant.parse((await by.client.post('/merchants', { name })).body);
  const toldOf = (merchantId: string) => app.told.filter((event) => event.merchantId === merchantId);

  it('adds merchants to a fulfillment account and tells of each', async () => {
    const answer = await owner.client.post('/merchants', { name: 'Fabrikam' });
    const id = zMerchant.parse(answer.body).id;
    const view = { id, name: 'Fabrikam', active: true, createdAt: app.clock.now().toISOString() };
    expect(answer).toMatchObject({ status: 201, body: view });
    expect((await owner.client.get(`/merchants/${id}`)).body).toEqual(view);
    await eventually(() =>
      expect(toldOf(id)).toEqual([
        { accountId: owner.accountId, merchantId: id, name: 'Fabrikam', active: true, revision: 1 },
      ]),
    );
  });

  it('tells each change with the whole new state and the next revision, but no change that is none', async () => {
    const { id } = await create('Fabrikam');
    const change = (body: object) => owner.client.patch(`/merchants/${id}`, body);
    expect(await change({ active: false })).toMatchObject({
      status: 200,
      body: { name: 'Fabrikam', active: false },
    });
    expect(await change({ active: false, name: 'Fabrikam' })).toMatchObject({ status: 200 });
    expect(await change({ name: 'Fabrikam Ltd' })).toMatchObject({
      body: { name: 'Fabrikam Ltd', active: false },
    });
    await eventually(() =>
      expect(toldOf(id).map(({ name, active, revision }) => [name, active, revision])).toEqual([
        ['Fabrikam', true, 1],
        ['Fabrikam', false, 2],
        ['Fabrikam Ltd', false, 3],
      ]),
    );
  });

  it('numbers changes made at the same time one after the other', async () => {
    const { id } = await create('Fabrikam');
    const names = ['A', 'B', 'C', 'D', 'E'];
    const answers = await Promise.all(names.map((name) => owner.client.patch(`/merchants/${id}`, { name })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await eventually(() => expect(toldOf(id).map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6]));
    const { name } = zMerchant.parse((await owner.client.get(`/merchants/${id}`)).body);
    expect(toldOf(id).at(-1)).toMatchObject({ name });
  });

  it('lists page by page without gap or repetition', async () => {
    const created = [];
    for (const name of ['one', 'two', 'three', 'four', 'five']) created.push((await create(name)).name);
    const listed = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page: z.output<typeof zPage> = await owner.client.read(zPage, `/merchants?limit=2${cursor}`);
      listed.push(...page.items.map(({ name }) => name));
      next = page.next;
    }
    expect(listed).toEqual(created);
  });

  it('answers a cursor that is none with what to do', async () => {
    expect(await owner.client.get('/merchants?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { type: 'urn:crossdock:problem:bad-cursor', detail: expect.stringContaining('without a cursor') },
    });
  });

  it('refuses a second merchant of the same name, at creation and at a change', async () => {
    await create('Fabrikam');
    const other = await create('Other');
    const taken = { status: 409, body: { type: 'urn:crossdock:problem:merchant-name-taken' } };
    expect(await owner.client.post('/merchants', { name: 'FABRIKAM' })).toMatchObject(taken);
    expect(await owner.client.patch(`/merchants/${other.id}`, { name: 'fabrikam' })).toMatchObject(taken);
  });

  it('refuses a second merchant in a merchant account, even past the service', async () => {
    const merchant = await app.signUp('merchant');
    expect(await merchant.client.post('/merchants', { name: 'Second' })).toMatchObject({
      status: 409,
      body: {
        type: 'urn:crossdock:problem:only-one-merchant',
        detail: expect.stringContaining('sign up for a fulfillment account'),
      },
    });
    await expect(
      app.dataSource.query(`INSERT INTO merchant VALUES ($1, $2, 'merchant', 'Second', true, 1, now())`, [
        uuidv7(),
        merchant.accountId,
      ]),
    ).rejects.toThrow('merchant_only_one');
  });

  it("answers 404 to another account's merchant and to none, with the same words", async () => {
    const { id } = await create('Fabrikam');
    const stranger = await app.signUp('fulfillment');
    const [foreign, none, change] = [
      await stranger.client.get(`/merchants/${id}`),
      await stranger.client.get(`/merchants/${uuidv7()}`),
      await stranger.client.patch(`/merchants/${id}`, { name: 'Mine' }),
    ];
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(none.body);
    expect(change.body).toEqual(none.body);
    expect((await stranger.client.get('/merchants')).body).toEqual({ items: [], next: null });
    expect(toldOf(id).every(({ name }) => name === 'Fabrikam')).toBe(true);
  });

  it.each([{}, { name: '' }, { active: 'yes' }])('refuses the change %j', async (body) => {
    const { id } = await create('Fabrikam');
    expect((await owner.client.patch(`/merchants/${id}`, body)).status).toBe(422);
  });

  it('lets nobody in without an access token', async () => {
    for (const path of ['/merchants', '/users', '/accounts/me']) {
      expect(await app.client().get(path)).toMatchObject({ status: 401 });
    }
  });
});
