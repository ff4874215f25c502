import { pushCancellations } from './cancellations.push';
import { testConnection, type TestConnection } from './fake/test-connection';
import { testOrder } from './fake/test-order';
import { pushOrders } from './orders.push';

describe('cancelling orders in Tryton', () => {
  let connection: TestConnection;
  beforeEach(async () => {
    connection = await testConnection();
    await pushOrders(connection.ctx, [testOrder('CD1'), testOrder('CD2')]);
  });
  afterEach(() => connection.fake.close());

  const cancel = async (...keys: string[]) => {
    const results = await pushCancellations(
      connection.ctx,
      keys.map((key) => ({ key, wmsOrderId: null })),
    );
    return results.map((result) => (result.status === 'done' ? result.receipt : result));
  };
  const states = (key: string) => connection.fake.state.shipments(key).map(({ state }) => state);

  it('cancels what waits and what is picked', async () => {
    connection.fake.state.pick(2);
    expect(await cancel('CD1', 'CD2')).toEqual([
      { verdict: 'canceled', detail: null },
      { verdict: 'canceled', detail: null },
    ]);
    expect([states('CD1'), states('CD2')]).toEqual([['cancelled'], ['cancelled']]);
  });

  it('says the same when it is asked twice, and absent for what never was', async () => {
    await cancel('CD1');
    expect(await cancel('CD1', 'CD9')).toEqual([
      { verdict: 'canceled', detail: null },
      { verdict: 'absent', detail: null },
    ]);
  });

  it('is refused once the shipment has left, although Tryton says nothing', async () => {
    connection.fake.state.ship('CD1', [{ tracking: '1Z1', units: { MUG: 2, TEA: 1 } }]);
    expect(await cancel('CD1')).toEqual([{ verdict: 'refused', detail: 'shipment 1 has left' }]);
  });

  it('believes the state and not the answer when the shipment leaves meanwhile', async () => {
    const { fake, ctx } = connection;
    const { request } = ctx.http;
    ctx.http.request = async (call) => {
      if (call.operation.endsWith('.cancel')) fake.state.ship('CD1');
      return request(call);
    };
    expect(await cancel('CD1')).toEqual([{ verdict: 'refused', detail: 'shipment 1 has left' }]);
  });

  it('takes nothing back of an order of which a part has left', async () => {
    connection.fake.state.ship('CD1', [{ tracking: '1Z1', units: { MUG: 2 } }]);
    expect(await cancel('CD1')).toEqual([
      { verdict: 'refused', detail: 'shipment 1 has left, shipment 3 is waiting' },
    ]);
    expect(states('CD1')).toEqual(['done', 'waiting']);
  });

  it('cancels all parts of a split order, and what was only begun', async () => {
    const { fake, ctx } = connection;
    fake.state.split('CD1', { TEA: 1 });
    fake.state.faults.plan('drop-request', 'model.stock.shipment.out.wait');
    await expect(pushOrders(ctx, [testOrder('CD3')])).rejects.toThrow();
    expect(await cancel('CD1', 'CD3')).toEqual([
      { verdict: 'canceled', detail: null },
      { verdict: 'canceled', detail: null },
    ]);
    expect([states('CD1'), states('CD3')]).toEqual([['cancelled', 'cancelled'], ['cancelled']]);
  });
});
