import type { CartOrder } from '@crossdock/domain';
import { vendure } from '.';
import { startVendureFake, type VendureFake } from './fake';
import type { OrderCursor } from './orders.cursor';
import { testContext, type TestContext } from './testing/context';

describe('reading orders', () => {
  let now: Date;
  let fake: VendureFake;
  let ctx: TestContext;

  beforeEach(async () => {
    now = new Date('2026-03-01T12:00:00.000Z');
    fake = await startVendureFake({ now: () => now, paymentPageMs: 600_000 });
    fake.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 1000 });
    ctx = testContext({ adminApiUrl: fake.url }, undefined, () => now);
  });
  afterEach(() => fake.close());

  const start = () => vendure.orders.start(new Date('2026-03-01T00:00:00.000Z'));
  const place = (quantity = 1) => fake.state.placeOrder({ lines: [{ sku: 'MUG', quantity }] });
  const wait = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1000);
  };

  /** Reads on until there is no more. */
  async function read(from: OrderCursor, limit = 100): Promise<{ items: CartOrder[]; next: OrderCursor }> {
    const items: CartOrder[] = [];
    let next = from;
    for (let more = true; more;) {
      const page = await vendure.orders.pull(ctx, { cursor: next, limit });
      items.push(...page.items);
      ({ next, more } = page);
    }
    return { items, next };
  }
  const numbers = (items: readonly CartOrder[]) => [...new Set(items.map(({ number }) => number))];

  it('leaves out carts, and orders placed before the wanted instant', async () => {
    fake.state.fillCart({ lines: [{ sku: 'MUG', quantity: 1 }] });
    fake.state.placeOrder({
      lines: [{ sku: 'MUG', quantity: 1 }],
      placedAt: new Date('2026-02-28T23:59:59Z'),
    });
    const wanted = place();
    expect(numbers((await read(start())).items)).toEqual([wanted.code]);
  });

  it.each([1, 2, 3, 100])(
    'finds every order in pages of %d, also those that share one instant',
    async (limit) => {
      const placed = [place(), place(), place()];
      wait(1);
      placed.push(place(), place());
      wait(3600);
      placed.push(place());
      const { items } = await read(start(), limit);
      expect(numbers(items)).toEqual(placed.map(({ code }) => code));
    },
  );

  it('finds the same orders from every cursor on the way', async () => {
    for (let i = 0; i < 5; i++) {
      place();
      wait(i % 2);
    }
    const seen: string[] = [];
    let cursor = start();
    for (let more = true; more;) {
      const rest = await read(cursor, 2);
      expect(numbers([...seen.map((number) => ({ number }) as CartOrder), ...rest.items])).toHaveLength(5);
      const page = await vendure.orders.pull(ctx, { cursor, limit: 2 });
      seen.push(...page.items.map(({ number }) => number));
      ({ next: cursor, more } = page);
    }
  });

  it('finds an order whose buyer spent ten minutes on the payment page, though its updatedAt lies behind', async () => {
    place();
    const { next } = await read(start());
    wait(30);
    const late = place();
    expect(Date.parse(late.updatedAt)).toBeLessThan(Date.parse(next.after));
    expect(numbers((await read(next)).items)).toContain(late.code);
  });

  it('finds an order that became visible a minute after its stamp', async () => {
    place();
    const { next } = await read(start());
    wait(30);
    const slow = fake.state.placeOrder({
      lines: [{ sku: 'MUG', quantity: 1 }],
      placedAt: new Date(now.getTime() - 60_000),
    });
    expect(numbers((await read(next)).items)).toContain(slow.code);
  });

  it('finds the cancellation of an old order', async () => {
    const old = place();
    wait(86_400);
    place();
    const { next } = await read(start());
    wait(3600);
    fake.state.cancelOrder(old.id);
    const { items } = await read(next);
    expect(items.find(({ number }) => number === old.code)).toMatchObject({
      status: 'canceled',
      vendorStatus: 'Cancelled',
      lines: [{ quantity: 0 }],
    });
  });

  it('reads each order once on the way through a full shop, but for the newest', async () => {
    for (let i = 0; i < 7; i++) {
      place();
      wait(3600);
    }
    const { items } = await read(start(), 100);
    expect(items).toHaveLength(7 + 1);
    expect(numbers(items)).toHaveLength(7);
  });

  it('shows by id what the shop changes without a stamp: shipping, paying, a late address', async () => {
    const order = fake.state.placeOrder({ lines: [{ sku: 'MUG', quantity: 2 }], payment: 'Authorized' });
    wait(86_400);
    place();
    const { next } = await read(start());
    wait(3600);
    fake.state.settlePayment(order.id);
    fake.state.editAddress(order.id, { streetLine1: '2 Late Lane' });
    expect(numbers((await read(next)).items)).not.toContain(order.code);
    const [fetched, ...none] = await vendure.orders.fetch(ctx, [order.id, '999999']);
    expect(none).toEqual([]);
    expect(fetched).toMatchObject({ payment: 'paid', shipTo: { street: ['2 Late Lane'] } });
  });

  it('leaves to the hub only what the staff has not fulfilled', async () => {
    const order = place(5);
    fake.state.fulfillByStaff([{ orderLineId: order.lines[0]?.id ?? '', quantity: 2 }], 'BY-HAND');
    const [fetched] = await vendure.orders.fetch(ctx, [order.id]);
    expect(fetched).toMatchObject({ status: 'open', lines: [{ quantity: 3 }] });
  });

  it('asks the shop nothing for an empty list of ids', async () => {
    expect(await vendure.orders.fetch(ctx, [])).toEqual([]);
    expect(ctx.sent).toEqual([]);
  });
});
