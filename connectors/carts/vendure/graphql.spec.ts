import { vendure } from '.';
import { startVendureFake, type FakeFault, type VendureFake } from './fake';
import { testContext, type TestContext } from './testing/context';

describe('speaking to a shop', () => {
  let fake: VendureFake;
  let ctx: TestContext;

  beforeEach(async () => {
    fake = await startVendureFake();
    fake.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 100 });
    ctx = testContext({ adminApiUrl: fake.url });
  });
  afterEach(() => fake.close());

  const fetchAny = () => vendure.orders.fetch(ctx, ['1']);

  it('logs in once for many calls', async () => {
    await fetchAny();
    await fetchAny();
    expect(ctx.sent).toEqual(['login', 'orders.list', 'orders.list']);
  });

  it('logs in again when the session has ended', async () => {
    await fetchAny();
    fake.endSessions();
    await fetchAny();
    expect(ctx.sent).toEqual(['login', 'orders.list', 'orders.list', 'login', 'orders.list']);
  });

  it('gives up after one new session: then a permission is missing', async () => {
    fake.state.faults.plan('end-session', 'HubOrders', 2);
    await expect(fetchAny()).rejects.toMatchObject({
      effect: 'none',
      problem: { kind: 'auth', code: 'permission-missing' },
    });
    expect(ctx.sent).toEqual(['login', 'orders.list', 'login', 'orders.list']);
  });

  it('tells wrong credentials from everything else', async () => {
    const wrong = testContext({ adminApiUrl: fake.url }, { username: 'hub', password: 'wrong' });
    await expect(vendure.test(wrong)).rejects.toMatchObject({
      problem: { kind: 'auth', code: 'credentials-refused' },
    });
  });

  it('reads a shop that it cannot reach as transient trouble without effect', async () => {
    const away = testContext({ adminApiUrl: 'http://127.0.0.1:1/admin-api' });
    await expect(vendure.test(away)).rejects.toMatchObject({
      effect: 'none',
      problem: { kind: 'transient' },
    });
  });

  it.each<[FakeFault, string, string, string]>([
    ['fail', 'transient', 'server-error-500', 'unknown'],
    ['refuse', 'auth', 'credentials-refused', 'none'],
    ['html', 'unexpected', 'not-json', 'unknown'],
    ['truncated', 'unexpected', 'not-json', 'unknown'],
    ['drop-reply', 'transient', 'no-answer', 'unknown'],
  ])('classifies a write that meets %s as %s', async (fault, kind, code, effect) => {
    fake.state.faults.plan(fault, 'HubUpdateStock');
    await expect(vendure.inventory.push(ctx, [{ key: 'MUG', quantity: 1 }])).rejects.toMatchObject({
      effect,
      problem: { kind, code },
    });
  });

  it('says where stock goes and which channel it uses when the connection is tested', async () => {
    expect(await vendure.test(ctx)).toEqual({
      identity: fake.url,
      notes: [
        'Logged in as hub.',
        'Channel __default_channel__, default currency USD.',
        'Stock is written to the location Default Stock Location (id 1).',
      ],
    });
  });

  it('does not take another channel for the wanted one', async () => {
    const other = testContext({ adminApiUrl: fake.url, channelToken: 'b2b' });
    await expect(vendure.test(other)).rejects.toMatchObject({
      problem: { kind: 'misconfigured', code: 'unknown-channel' },
    });
  });
});
