import { OrderDeliveryRequested, WorkReady } from '@crossdock/domain';
import { OrderActions } from '../order-actions/order-actions.service';
import { OrderRules } from '../order-rules/order-rules.service';
import { Reevaluation } from '../order-rules/reevaluation.service';
import { downloadedOrder } from '../testing/downloaded-order';
import { insertTenant, shop, tenant } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { mapMethod } from '../testing/map-method';
import { OrderDriver } from '../testing/order-driver';
import { ShipMethods } from './ship-methods.service';

const free = { code: 'FREE-NY', name: 'Free Express NY' };

describe('ship methods', () => {
  let ledger: LedgerFixture;
  let orders: OrderDriver;

  beforeAll(async () => {
    ledger = await ledgerFixture();
    orders = new OrderDriver(ledger);
  });
  beforeEach(async () => {
    await ledger.reset();
    await insertTenant(ledger.dataSource);
    await mapMethod(ledger, 'EXPRESS', 'UPS-2D');
    await ledger.told(WorkReady);
  });
  afterAll(() => ledger?.close());

  const list = async () =>
    (await ledger.get(ShipMethods).page(tenant.accountId, { cartConnectionId: shop, limit: 50 })).items;
  const numbers = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

  it('holds orders of an unmapped method under one alert and releases them when it is mapped', async () => {
    await orders.download(
      ...numbers(1, 33).map((number) => downloadedOrder({ number })),
      ...numbers(34, 40).map((number) => downloadedOrder({ number, shipMethod: free })),
    );
    expect(await orders.alerts()).toEqual(['ship-method-unmapped x 7']);
    expect(await list()).toEqual([
      {
        cartConnectionId: shop,
        cartCode: 'EXPRESS',
        cartName: 'EXPRESS',
        wmsCode: 'UPS-2D',
        wmsName: null,
        heldOrders: 0,
      },
      {
        cartConnectionId: shop,
        cartCode: 'FREE-NY',
        cartName: 'Free Express NY',
        wmsCode: null,
        wmsName: null,
        heldOrders: 7,
      },
    ]);
    await orders.runDelivery();
    expect(await ledger.told(OrderDeliveryRequested)).toHaveLength(33);
    await ledger.told(WorkReady);

    await mapMethod(ledger, 'FREE-NY', 'UPS-GND');
    expect(await orders.alerts()).toEqual([]);
    expect((await ledger.told(WorkReady)).map((signal) => signal.function)).toEqual(['order-delivery']);
    await orders.runDelivery();
    const sent = await ledger.told(OrderDeliveryRequested);
    expect(sent.map(({ shipMethod }) => shipMethod?.code)).toEqual(Array(7).fill('UPS-GND'));
    expect(await orders.timeline('34')).toEqual(['loaded', 'ready', 'sending']);
  });

  it('releases an order however its arrival and the saving of the mapping fall together', async () => {
    for (const number of numbers(1, 20)) {
      const code = `NEW-${number}`;
      await Promise.all([
        orders.download(downloadedOrder({ number, shipMethod: { code, name: code } })),
        mapMethod(ledger, code, 'UPS-GND'),
      ]);
    }
    expect(new Set(Object.values(await orders.states()))).toEqual(new Set(['new']));
    expect(await orders.alerts()).toEqual([]);
  });

  it('sends by the mapping as it is when the order goes out, and holds what lost its mapping', async () => {
    await orders.download(downloadedOrder({ number: '1' }));
    await mapMethod(ledger, 'EXPRESS', 'DHL');
    expect((await orders.order('1')).wmsMethod).toEqual({ code: 'DHL', name: 'DHL' });
    await mapMethod(ledger, 'EXPRESS', null);
    expect([await orders.states(), await orders.alerts()]).toEqual([
      { '1': 'held: ship-method-unmapped' },
      ['ship-method-unmapped x 1'],
    ]);
  });

  it('does not send an order that a person holds, whatever is mapped', async () => {
    await orders.download(downloadedOrder({ number: '1', shipMethod: free }));
    const { id } = await orders.order('1');
    const actions = ledger.get(OrderActions);
    await actions.release(tenant.accountId, id);
    expect(await orders.states()).toEqual({ '1': 'held: ship-method-unmapped' });
    await actions.hold(tenant.accountId, id);
    await mapMethod(ledger, 'FREE-NY', 'UPS-GND');
    expect([await orders.states(), await orders.alerts()]).toEqual([{ '1': 'held: operator' }, []]);
    await actions.release(tenant.accountId, id);
    expect(await orders.order('1')).toMatchObject({ state: 'new', wmsMethod: { code: 'UPS-GND' } });
    await expect(actions.release(tenant.accountId, id)).rejects.toMatchObject({ status: 409 });
  });

  it("passes the cart's code through when the rules say so", async () => {
    await orders.download(downloadedOrder({ number: '1', shipMethod: free }));
    await ledger.get(OrderRules).save(tenant.accountId, shop, {
      earliestOrderDate: null,
      payments: ['paid'],
      statuses: ['open'],
      unmappedShipMethod: 'pass_through',
    });
    await ledger.get(Reevaluation).tick();
    expect(await orders.order('1')).toMatchObject({ state: 'new', wmsMethod: free });
    expect(await orders.alerts()).toEqual([]);
  });

  it('knows only the own cart connections', async () => {
    await expect(
      ledger.get(ShipMethods).page(tenant.merchantId, { cartConnectionId: shop, limit: 50 }),
    ).rejects.toMatchObject({ status: 404 });
    const wanted = { cartConnectionId: tenant.merchantId, cartCode: 'X', wmsCode: 'Y', wmsName: null };
    await expect(ledger.get(ShipMethods).save(tenant.accountId, wanted)).rejects.toMatchObject({
      status: 404,
    });
  });
});
