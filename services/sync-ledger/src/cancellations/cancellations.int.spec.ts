import { OrderCancellationRequested, OrderDeliveryRequested, SyncRunFinished } from '@crossdock/domain';
import { OrderActions } from '../order-actions/order-actions.service';
import { ShipmentIntake } from '../shipments/shipment-intake.service';
import { canceledOrder, downloadedOrder } from '../testing/downloaded-order';
import { insertTenant, tenant, wms } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { mapMethod } from '../testing/map-method';
import {
  cancellationConcluded,
  deliveredAs,
  deliveryFailed,
  OrderDriver,
  rejected,
} from '../testing/order-driver';
import { retrievedShipment } from '../testing/retrieved-shipment';

describe('cancellations', () => {
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
    await orders.download(downloadedOrder({ number: '1' }));
  });
  afterAll(() => ledger?.close());

  const cancelInCart = (revision = 2) => orders.download(canceledOrder({ number: '1', revision }));
  const asked = () => ledger.told(OrderCancellationRequested);
  const standing = async () => {
    const { state, reason, cancelState } = await orders.order('1');
    return { state, reason, cancelState };
  };
  const sent = async () => {
    await orders.runDelivery();
    return (await ledger.told(OrderDeliveryRequested))[0]!;
  };
  const arrived = async () => {
    const request = await sent();
    await orders.verdicts(deliveredAs('SO1', request));
    return request;
  };

  it('never sends an order that the cart canceled before', async () => {
    await cancelInCart();
    await orders.runDelivery();
    expect(await standing()).toEqual({ state: 'canceled', reason: 'canceled-in-cart', cancelState: null });
    expect([await asked(), await ledger.told(OrderDeliveryRequested)]).toEqual([[], []]);
  });

  it('cancels a held order and closes what it waited for', async () => {
    await mapMethod(ledger, 'EXPRESS', null);
    expect(await orders.alerts()).toEqual(['ship-method-unmapped x 1']);
    await cancelInCart();
    expect([(await standing()).state, await orders.alerts()]).toEqual(['canceled', []]);
  });

  it('asks the warehouse once for an order that it has, and waits for the verdict', async () => {
    const { orderId, reference } = await arrived();
    await cancelInCart();
    await cancelInCart(3);
    expect(await asked()).toEqual([
      {
        ...tenant,
        orderId,
        wmsConnectionId: wms,
        connector: 'depot',
        attempt: 1,
        reference,
        wmsOrderId: 'id-SO1',
      },
    ]);
    expect(await standing()).toEqual({ state: 'at_wms', reason: null, cancelState: 'requested' });
    await orders.verdicts(cancellationConcluded({ orderId, attempt: 1 }, 'canceled'));
    expect(await standing()).toEqual({
      state: 'canceled',
      reason: 'canceled-at-warehouse',
      cancelState: null,
    });
    expect(await orders.timeline('1')).toEqual([
      'loaded',
      'sending',
      'delivered',
      'cancel-requested',
      'canceled',
    ]);
  });

  it('lets the order go on when the warehouse refuses, and says that it will ship', async () => {
    const { orderId } = await arrived();
    await cancelInCart();
    await orders.verdicts(cancellationConcluded({ orderId, attempt: 1 }, 'refused'));
    expect(await standing()).toEqual({ state: 'at_wms', reason: null, cancelState: 'refused' });
    expect(await orders.alerts()).toEqual(['cancel-refused x 1']);
  });

  it('keeps a cancellation that the delivery verdict overtakes', async () => {
    const request = await sent();
    await cancelInCart();
    await orders.verdicts(deliveredAs('SO1', request));
    expect(await standing()).toEqual({ state: 'at_wms', reason: null, cancelState: 'requested' });
    await orders.verdicts(cancellationConcluded({ orderId: request.orderId, attempt: 1 }, 'canceled'));
    expect((await standing()).state).toBe('canceled');
  });

  it('cancels an order that the warehouse refused while its cancellation was under way', async () => {
    const request = await sent();
    await cancelInCart();
    await orders.verdicts(deliveryFailed(request, rejected));
    expect(await orders.alerts()).toEqual([]);
    await expect(ledger.get(OrderActions).resend(tenant.accountId, request.orderId)).rejects.toMatchObject({
      status: 409,
    });
    await orders.verdicts(cancellationConcluded({ orderId: request.orderId, attempt: 1 }, 'absent'));
    expect((await standing()).state).toBe('canceled');
  });

  it('ends the run of a delivery that the cancellation overtook', async () => {
    const { orderId } = await sent();
    await cancelInCart();
    await orders.verdicts(cancellationConcluded({ orderId, attempt: 1 }, 'absent'));
    expect(await standing()).toEqual({
      state: 'canceled',
      reason: 'canceled-before-warehouse',
      cancelState: null,
    });
    expect((await ledger.told(SyncRunFinished)).map(({ outcome }) => outcome)).toEqual(['succeeded']);
  });

  it('keeps asking while the warehouse cannot be asked, under one alert that closes itself', async () => {
    const { orderId } = await arrived();
    await cancelInCart();
    await orders.verdicts(
      cancellationConcluded({ orderId, attempt: 1 }, 'failed'),
      cancellationConcluded({ orderId, attempt: 1 }, 'failed', 2),
    );
    expect([await standing(), await orders.alerts()]).toEqual([
      { state: 'at_wms', reason: null, cancelState: 'requested' },
      ['cancel-delayed x 1'],
    ]);
    await orders.verdicts(cancellationConcluded({ orderId, attempt: 1 }, 'canceled', 3));
    expect(await orders.alerts()).toEqual([]);
  });

  it('says when the cart cancels what has shipped', async () => {
    const { reference } = await arrived();
    const shipment = retrievedShipment({
      externalId: 's1',
      orderReference: reference,
      parcels: ['p1 1Z1: 1 A'],
    });
    await ledger.tx((tx) => ledger.get(ShipmentIntake).take(tx, [shipment]));
    await cancelInCart();
    expect([(await standing()).state, await asked(), await orders.alerts()]).toEqual([
      'shipped',
      [],
      ['canceled-after-shipping x 1'],
    ]);
  });

  it('settles what an order waited for when it ships all the same', async () => {
    const { orderId, reference } = await arrived();
    await orders.download(downloadedOrder({ number: '1', revision: 2, lines: '2 A' }));
    await orders.download(canceledOrder({ number: '1', revision: 3 }));
    await orders.verdicts(cancellationConcluded({ orderId, attempt: 1 }, 'failed'));
    expect(await orders.alerts()).toEqual(['cancel-delayed x 1', 'changed-after-delivery x 1']);
    const shipment = retrievedShipment({
      externalId: 's1',
      orderReference: reference,
      parcels: ['p1 1Z1: 1 A'],
    });
    await ledger.tx((tx) => ledger.get(ShipmentIntake).take(tx, [shipment]));
    await orders.verdicts(cancellationConcluded({ orderId, attempt: 1 }, 'refused', 2));
    expect([await standing(), await orders.alerts()]).toEqual([
      { state: 'shipped', reason: null, cancelState: 'refused' },
      ['cancel-refused x 1'],
    ]);
  });

  it('cancels by hand, at once or at the warehouse, and refuses what has shipped', async () => {
    const { id } = await orders.order('1');
    const actions = ledger.get(OrderActions);
    await orders.download(downloadedOrder({ number: '2' }));
    const second = await orders.order('2');
    await actions.cancel(tenant.accountId, second.id);
    expect((await orders.states())['2']).toBe('canceled: operator');
    await sent();
    await actions.cancel(tenant.accountId, id);
    await actions.cancel(tenant.accountId, id);
    expect((await asked()).map(({ orderId, attempt }) => [orderId, attempt])).toEqual([[id, 1]]);
    await ledger.dataSource.query(`UPDATE orders SET state = 'shipped' WHERE id = $1`, [id]);
    await expect(actions.cancel(tenant.accountId, id)).rejects.toMatchObject({
      problem: { status: 409, type: 'urn:crossdock:problem:order-already-shipped' },
    });
    await expect(actions.cancel(tenant.merchantId, id)).rejects.toMatchObject({ status: 404 });
  });

  it('opens an order again that the cart takes back before any warehouse heard of it', async () => {
    await cancelInCart();
    await orders.download(downloadedOrder({ number: '1', revision: 3 }));
    expect(await standing()).toEqual({ state: 'new', reason: null, cancelState: null });
    expect((await orders.order('1')).canceledAt).toBeNull();
  });
});
