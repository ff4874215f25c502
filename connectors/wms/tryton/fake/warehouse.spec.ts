import { pushOrders } from '../orders.push';
import { startTrytonFake } from './server';
import { testConnection } from './test-connection';
import { testOrder } from './test-order';

describe('a fake Tryton', () => {
  it('goes on from what an earlier one remembered', async () => {
    const { fake, ctx } = await testConnection();
    await pushOrders(ctx, [testOrder('CD1')]);
    fake.state.ship('CD1', [{ tracking: '1Z1', units: { MUG: 1 } }]);
    await fake.close();
    const data = JSON.parse(JSON.stringify(fake.state.snapshot())) as ReturnType<typeof fake.state.snapshot>;
    const next = await startTrytonFake({ data });
    expect(next.state.shipments()).toEqual(fake.state.shipments());
    expect(next.state.stock()).toEqual([
      { sku: 'MUG', onHand: 99 },
      { sku: 'TEA', onHand: 50 },
    ]);
    next.state.ship('CD1', [{ tracking: '1Z2', units: { MUG: 1, TEA: 1 } }]);
    expect(next.state.shipments('CD1').map(({ state, parcels }) => ({ state, parcels }))).toEqual([
      { state: 'done', parcels: [{ tracking: '1Z1', units: { MUG: 1 } }] },
      { state: 'done', parcels: [{ tracking: '1Z2', units: { MUG: 1, TEA: 1 } }] },
    ]);
    await next.close();
  });

  it('takes a second shipment with the same reference, as Tryton does', async () => {
    const { fake, ctx } = await testConnection();
    const { request } = ctx.http;
    // A hub that does not look first.
    ctx.http.request = async (call) => {
      const answer = await request(call);
      if (call.operation !== 'model.stock.shipment.out.search_read' || !call.body?.includes('"in",["CD1"]'))
        return answer;
      return { ...answer, text: '{"id":0,"result":[]}' };
    };
    await pushOrders(ctx, [testOrder('CD1')]);
    await pushOrders(ctx, [testOrder('CD1')]);
    expect(fake.state.acceptedOrders()).toBe(2);
    await fake.close();
  });
});
