import { testConnection, type TestConnection } from './fake/test-connection';
import { testOrder } from './fake/test-order';
import { pullInventory, startInventory } from './inventory.pull';
import { pushOrders } from './orders.push';

describe('reading stock from Tryton', () => {
  let connection: TestConnection;
  let now: Date;
  beforeEach(async () => {
    now = new Date('2026-05-04T10:00:00Z');
    connection = await testConnection(() => now);
  });
  afterEach(() => connection.fake.close());

  const pull = () => pullInventory(connection.ctx, { cursor: startInventory(), limit: 100 });

  it('keeps apart what is there and what can be promised, also for an order of an earlier day', async () => {
    await pushOrders(connection.ctx, [testOrder('CD1')]);
    now = new Date('2026-05-06T10:00:00Z');
    expect(await pull()).toEqual({
      items: [
        { sku: 'MUG', warehouse: 'WH', onHand: 100, available: 98 },
        { sku: 'TEA', warehouse: 'WH', onHand: 50, available: 49 },
      ],
      next: { afterId: 2 },
      more: false,
    });
  });

  it('falls when a shipment leaves, and comes back to what is promised when one is cancelled', async () => {
    await pushOrders(connection.ctx, [testOrder('CD1'), testOrder('CD2')]);
    connection.fake.state.ship('CD1');
    connection.fake.state.cancel(2);
    expect((await pull()).items).toEqual([
      { sku: 'MUG', warehouse: 'WH', onHand: 98, available: 98 },
      { sku: 'TEA', warehouse: 'WH', onHand: 49, available: 49 },
    ]);
  });

  it('comes page by page', async () => {
    connection.fake.state.setStock('TEA', 7);
    const first = await pullInventory(connection.ctx, { cursor: startInventory(), limit: 1 });
    expect(first).toMatchObject({ items: [{ sku: 'MUG' }], next: { afterId: 1 }, more: true });
    const second = await pullInventory(connection.ctx, { cursor: first.next, limit: 1 });
    expect(second).toMatchObject({ items: [{ sku: 'TEA', onHand: 7 }], next: { afterId: 2 }, more: true });
    const third = await pullInventory(connection.ctx, { cursor: second.next, limit: 1 });
    expect(third).toEqual({ items: [], next: { afterId: 2 }, more: false });
  });
});
