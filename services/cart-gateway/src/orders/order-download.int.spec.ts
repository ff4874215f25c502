import { recipientSealContext, type DomainEvent } from '@crossdock/domain';
import { Sealer } from '@crossdock/platform';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startGateway, type GatewayTestApp } from '../testing/gateway-test-app';
import { order, orders, Requests } from '../testing/requests';
import { testCart } from '../testing/test-cart';
import { answerHtml, cutConnection, drip, gate, refuse, TestShop } from '../testing/test-shop';

jest.setTimeout(30_000);

describe('order download', () => {
  let shop: TestShop;
  let gateway: GatewayTestApp;
  let requests: Requests;

  beforeEach(async () => {
    shop = await new TestShop().start();
    gateway = await startGateway({ pageSize: 4 });
    requests = await Requests.connect(gateway, shop);
  });
  afterEach(async () => {
    await gateway.close();
    await shop.close();
  });

  const finished = (runId: string) =>
    eventually(async () => {
      const events = await gateway.told('SyncRunFinished');
      return events.find(({ payload }) => (payload as { runId: string }).runId === runId) ?? null;
    });
  const run = async () => {
    const runId = uuidv7();
    await gateway.deliver(requests.download(runId));
    return (await finished(runId)).payload;
  };
  const letAnHourPass = () =>
    gateway.dataSource.query(`UPDATE seen_records SET checked_at = checked_at - interval '1 hour'`);
  const loaded = async () => (await gateway.told('OrderDownloaded', 'OrderCancelDownloaded')).map(nameOf);

  it('tells an order with its recipient sealed', async () => {
    shop.place(order('O1'));
    const runId = uuidv7();
    await gateway.deliver(requests.download(runId));
    expect(await finished(runId)).toMatchObject({
      payload: {
        function: 'order-download',
        targetKind: 'cart_connection',
        targetId: requests.connectionId,
        outcome: 'succeeded',
        counts: { read: 1, done: 1, skipped: 0, failed: 0 },
        problem: null,
      },
    });
    const [event] = await gateway.told('OrderDownloaded');
    const { shipTo, ...content } = order('O1');
    expect(event?.payload).toEqual({
      accountId: gateway.accountId,
      merchantId: requests.merchantId,
      connectionId: requests.connectionId,
      connector: 'test-cart',
      runId,
      revision: 1,
      observedAt: expect.any(String) as string,
      order: {
        ...content,
        destination: { country: 'GB', region: 'LDN' },
        sealedRecipient: expect.stringMatching(/^s1\./) as string,
      },
    });
    const sealed = (event?.payload as { order: { sealedRecipient: string } }).order.sealedRecipient;
    const context = recipientSealContext(gateway.accountId, requests.connectionId, 'O1');
    expect(JSON.parse(gateway.app.get(Sealer).open(sealed, context))).toEqual(shipTo);
  });

  it('reads page by page and counts the orders of each day', async () => {
    shop.place(...orders(9), order('C', { status: 'canceled', placedAt: '2026-03-01T23:30:00-02:00' }));
    expect(await run()).toMatchObject({ outcome: 'succeeded', counts: { read: 10, done: 10 } });
    expect(await loaded()).toEqual(['O0', 'O1', 'O2', 'O3', 'O4', 'O5', 'O6', 'O7', 'O8', 'C canceled']);
    const counted = (await gateway.told('CartOrdersCounted')).map(({ payload }) => payload);
    expect(counted).toEqual([
      expect.objectContaining({ day: '2026-03-01', orders: 9 }),
      expect.objectContaining({ day: '2026-03-02', orders: 1 }),
    ]);
  });

  it('tells only what is new or changed in the next run, with the next revision', async () => {
    shop.place(...orders(3));
    await run();
    shop.change(order('O1', { vendorStatus: 'Paid' }));
    shop.change(order('O2'));
    expect(await run()).toMatchObject({ counts: { read: 2, done: 1, skipped: 1, failed: 0 } });
    const [last] = (await gateway.told('OrderDownloaded')).slice(3);
    expect(last?.payload).toMatchObject({ revision: 2, order: { externalId: 'O1', vendorStatus: 'Paid' } });
    expect(await gateway.told('CartOrdersCounted')).toHaveLength(1);
  });

  it('finds what the shop changed without a trace by reading open orders again', async () => {
    shop.place(order('O1'), order('O2', { status: 'fulfilled' }));
    await run();
    shop.changeSilently(order('O1', { status: 'canceled' }));
    shop.changeSilently(order('O2', { status: 'canceled' }));
    expect(await run()).toMatchObject({ counts: { read: 0 } });
    await letAnHourPass();
    expect(await run()).toMatchObject({ counts: { read: 1, done: 1 } });
    // O2 had shipped, so it is not looked at any more.
    expect(await loaded()).toEqual(['O1', 'O2', 'O1 canceled']);
  });

  it('loads the others when one order cannot be read, and that one as soon as it can', async () => {
    const broken = { ...order('O1'), total: { amount: 'ten', currency: 'EUR' } };
    shop.place(order('O0'), broken, order('O2'));
    expect(await run()).toMatchObject({
      outcome: 'partial',
      counts: { read: 3, done: 2, skipped: 0, failed: 1 },
      problem: {
        kind: 'unexpected',
        code: 'order-unreadable',
        message: expect.stringContaining('total.amount') as string,
      },
    });
    shop.changeSilently(order('O1'));
    await letAnHourPass();
    expect(await run()).toMatchObject({ outcome: 'succeeded', counts: { done: 1 } });
    expect(await loaded()).toEqual(['O0', 'O2', 'O1']);
  });

  it.each([
    ['a web page', answerHtml, { kind: 'unexpected', code: 'not-json' }],
    ['an error', refuse(503), { kind: 'transient', code: 'server-error-503' }],
    ['a request to slow down', refuse(429), { kind: 'rate-limited', code: 'too-many-requests' }],
    ['a body that never ends', drip, { kind: 'transient', code: 'timed-out' }],
    ['a cut connection', cutConnection, { kind: 'transient', code: 'connection-lost' }],
  ] as const)(
    'ends the run when the shop answers with %s, and the next run goes on there',
    async (_, fault, problem) => {
      shop.place(...orders(6));
      shop.failNext('GET /orders', ({ respond }) => respond(), fault);
      expect(await run()).toMatchObject({ outcome: 'partial', problem, counts: { done: 4 } });
      expect(await run()).toMatchObject({ outcome: 'succeeded', counts: { done: 2 } });
      expect(await loaded()).toEqual(['O0', 'O1', 'O2', 'O3', 'O4', 'O5']);
    },
  );

  it('ends a run whose pages do not advance', async () => {
    shop.place(...orders(4));
    const stuck = await startGateway({ pageSize: 4 }, stuckCart());
    try {
      const there = await Requests.connect(stuck, shop);
      const runId = uuidv7();
      await stuck.deliver(there.download(runId));
      const [end] = await eventually(async () => {
        const events = await stuck.told('SyncRunFinished');
        return events.length > 0 ? events : null;
      });
      expect(end?.payload).toMatchObject({ outcome: 'failed', problem: { code: 'paging-stuck' } });
    } finally {
      await stuck.close();
    }
  });

  it('stops calling a shop that refuses the credentials', async () => {
    shop.place(...orders(6));
    shop.failNext('GET /orders', ({ respond }) => {
      respond();
      shop.password = 'changed';
    });
    expect(await run()).toMatchObject({ outcome: 'partial', problem: { kind: 'auth' } });
    const calls = shop.requests.length;
    expect(await run()).toMatchObject({
      outcome: 'failed',
      problem: { kind: 'auth', fix: expect.any(String) as string },
    });
    expect(shop.requests).toHaveLength(calls);
    expect((await gateway.told('CartConnectionChanged')).map(({ payload }) => payload)).toMatchObject([
      { state: 'active', revision: 1 },
      { state: 'needs_reauth', revision: 2, problem: { kind: 'auth' } },
    ]);
  });

  it.each([
    ['is paused', 'POST', '/pause', 'connection-paused'],
    ['was deleted', 'DELETE', '', 'no-connection'],
  ])('ends a run at once when the connection %s', async (_, method, path, code) => {
    await gateway.call(method, `/cart-connections/${requests.connectionId}${path}`);
    expect(await run()).toMatchObject({ outcome: 'failed', problem: { kind: 'misconfigured', code } });
    expect(shop.count('GET /orders')).toBe(0);
  });

  it('ends the run that is on when the connection is paused', async () => {
    shop.place(...orders(40));
    const { hold, open } = gate();
    shop.failNext('GET /orders', ({ respond }) => respond(), hold);
    const runId = uuidv7();
    await gateway.deliver(requests.download(runId));
    await eventually(async () => (shop.count('GET /orders') > 1 ? true : null));
    await gateway.call('POST', `/cart-connections/${requests.connectionId}/pause`);
    expect(await finished(runId)).toMatchObject({
      payload: { outcome: 'partial', problem: { code: 'connection-paused' } },
    });
    open();
    await gateway.call('POST', `/cart-connections/${requests.connectionId}/resume`);
    await run();
    expect(await loaded()).toEqual(orders(40).map(({ externalId }) => externalId));
  });
});

function stuckCart() {
  const cart = testCart();
  return {
    ...cart,
    orders: {
      ...cart.orders,
      pull: async (...[ctx, request]: Parameters<typeof cart.orders.pull>) => ({
        ...(await cart.orders.pull(ctx, request)),
        next: request.cursor,
        more: true,
      }),
    },
  };
}

function nameOf({ type, payload }: DomainEvent): string {
  if (type === 'OrderCancelDownloaded') return `${(payload as { externalId: string }).externalId} canceled`;
  return (payload as { order: { externalId: string } }).order.externalId;
}
