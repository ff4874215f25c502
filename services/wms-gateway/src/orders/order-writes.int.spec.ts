import type { DomainEvent } from '@crossdock/domain';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startGateway, type GatewayTestApp } from '../testing/gateway-test-app';
import { Requests } from '../testing/requests';
import {
  acceptThenBadGateway,
  dropReply,
  neverAnswer,
  refuse,
  TestWarehouse,
} from '../testing/test-warehouse';

jest.setTimeout(30_000);

describe('writing orders to a warehouse', () => {
  let warehouse: TestWarehouse;
  let gateway: GatewayTestApp;
  let requests: Requests;

  beforeEach(async () => {
    warehouse = await new TestWarehouse().start();
    gateway = await startGateway();
    requests = await Requests.connect(gateway, warehouse);
  });
  afterEach(async () => {
    await gateway.close();
    await warehouse.close();
  });

  /** The first verdict about an order that nothing follows. */
  const conclusion = (orderId: unknown) =>
    eventually(async () => {
      const events = await gateway.told('OrderDelivered', 'OrderDeliveryFailed');
      return events.find((event) => isAbout(event, orderId) && isFinal(event)) ?? null;
    });
  const orderIdOf = (event: DomainEvent) => (event.payload as { orderId: string }).orderId;
  const references = () => warehouse.orders.map(({ reference }) => reference);

  it('creates the order once and tells its id at the warehouse', async () => {
    const delivery = requests.delivery('CD1');
    await gateway.deliver(delivery);
    const told = await conclusion(orderIdOf(delivery));
    expect(told).toMatchObject({
      type: 'OrderDelivered',
      payload: { wmsOrderId: 'W1', wmsOrderNumber: null, alreadyThere: false, attempt: 1 },
    });
    expect(warehouse.orders).toMatchObject([
      { reference: 'CD1', body: { number: 'N-CD1', shipTo: { name: 'Ada Lovelace', country: 'GB' } } },
    ]);
  });

  it('handles the same request twice as one', async () => {
    const delivery = requests.delivery('CD1');
    await gateway.deliver(delivery);
    await gateway.deliver(delivery);
    await conclusion(orderIdOf(delivery));
    await gateway.deliver(delivery);
    expect(references()).toEqual(['CD1']);
  });

  it.each([
    ['the connection breaks before the answer', dropReply],
    ['the answer is an error page of a proxy', acceptThenBadGateway],
  ])('sends nothing a second time when the warehouse took the order and %s', async (_, fault) => {
    warehouse.failNext('POST /orders', fault);
    const delivery = requests.delivery('CD1');
    await gateway.deliver(delivery);
    const told = await conclusion(orderIdOf(delivery));
    expect(told).toMatchObject({ type: 'OrderDelivered', payload: { wmsOrderId: 'W1', alreadyThere: true } });
    expect(references()).toEqual(['CD1']);
    expect(await gateway.told('OrderDeliveryFailed')).toMatchObject([
      { payload: { final: false, tries: 1, problem: { kind: 'transient' } } },
    ]);
  });

  it('sends again exactly once when the look-up finds that nothing arrived', async () => {
    warehouse.failNext('POST /orders', neverAnswer);
    const delivery = requests.delivery('CD1');
    await gateway.deliver(delivery);
    expect(await conclusion(orderIdOf(delivery))).toMatchObject({
      type: 'OrderDelivered',
      payload: { alreadyThere: false },
    });
    expect(references()).toEqual(['CD1']);
    expect(warehouse.count('POST /orders')).toBe(2);
  });

  it('does not believe an "absent" before the grace is over, for look-ups lag', async () => {
    const patient = await startGateway({ absentGraceMs: 2_500 });
    try {
      const there = await Requests.connect(patient, warehouse);
      warehouse.blindLookups = 1;
      warehouse.failNext('POST /orders', dropReply);
      await patient.deliver(there.delivery('CD1'));
      const told = await eventually(async () => (await patient.told('OrderDelivered'))[0] ?? null);
      expect(told).toMatchObject({ payload: { alreadyThere: true } });
      expect([references(), warehouse.count('GET /orders')]).toEqual([['CD1'], 2]);
    } finally {
      await patient.close();
    }
  });

  it('looks up what a process left in flight when it died, from another process', async () => {
    warehouse.failNext('POST /orders', dropReply);
    warehouse.failNext('POST /orders', neverAnswer);
    const [first, second] = [requests.delivery('CD1'), requests.delivery('CD2')];
    await gateway.deliver(first, second);
    await eventually(async () => (warehouse.count('POST /orders') === 2 ? true : null));
    // The calls are made, but how they ended can never be written down.
    await gateway.app.get(DataSource).destroy();
    await gateway.addReplica();
    await conclusion(orderIdOf(first));
    await conclusion(orderIdOf(second));
    expect(references().sort()).toEqual(['CD1', 'CD2']);
  });

  it('works a backlog with two processes and writes every order once', async () => {
    await gateway.addReplica();
    warehouse.failNext('POST /orders', dropReply, refuse(503), dropReply, refuse(503));
    const deliveries = Array.from({ length: 60 }, (_, index) => requests.delivery(`CD${index}`));
    await gateway.deliver(...deliveries);
    await eventually(
      async () => ((await gateway.told('OrderDelivered')).length === 60 ? true : null),
      20_000,
    );
    expect(new Set(references()).size).toBe(60);
    expect(warehouse.orders).toHaveLength(60);
  }, 30_000);

  it('tries again after a refusal that passes, and tells when', async () => {
    warehouse.failNext('POST /orders', refuse(429));
    const delivery = requests.delivery('CD1');
    await gateway.deliver(delivery);
    expect(await conclusion(orderIdOf(delivery))).toMatchObject({ type: 'OrderDelivered' });
    expect(await gateway.told('OrderDeliveryFailed')).toMatchObject([
      {
        payload: {
          final: false,
          tries: 1,
          nextAttemptAt: expect.any(String),
          problem: { kind: 'rate-limited', code: 'too-many-requests' },
        },
      },
    ]);
  });

  it('gives up what the warehouse refuses for good, and a new attempt is sent', async () => {
    warehouse.failNext('POST /orders', refuse(422));
    const orderId = uuidv7();
    await gateway.deliver(requests.delivery('CD1', { orderId }));
    expect(await conclusion(orderId)).toMatchObject({
      type: 'OrderDeliveryFailed',
      payload: {
        final: true,
        attempt: 1,
        nextAttemptAt: null,
        problem: { kind: 'rejected', code: 'refused-422' },
      },
    });
    await gateway.deliver(requests.delivery('CD1', { orderId, attempt: 2 }));
    const delivered = await eventually(async () => (await gateway.told('OrderDelivered'))[0] ?? null);
    expect(delivered).toMatchObject({ payload: { attempt: 2 } });
    expect(references()).toEqual(['CD1']);
  });

  it('holds a cancellation back until the delivery of its order is concluded', async () => {
    warehouse.failNext('POST /orders', refuse(503), dropReply);
    const orderId = uuidv7();
    await gateway.deliver(requests.delivery('CD1', { orderId }), requests.cancellation('CD1', orderId));
    const concluded = await eventually(
      async () => (await gateway.told('OrderCancellationConcluded'))[0] ?? null,
    );
    expect(concluded).toMatchObject({ payload: { verdict: 'canceled', problem: null, tries: 1 } });
    expect(warehouse.orders).toMatchObject([{ reference: 'CD1', canceled: true }]);
  });

  it('stops at refused credentials, tells everybody who waits, and goes on with new ones', async () => {
    warehouse.password = 'changed';
    const deliveries = Array.from({ length: 8 }, (_, index) => requests.delivery(`CD${index}`));
    await gateway.deliver(...deliveries);
    const [changed] = await eventually(async () => {
      const events = await gateway.told('WmsConnectionChanged');
      return events.length > 1 ? events.slice(1) : null;
    });
    expect(changed).toMatchObject({
      payload: { state: 'needs_reauth', revision: 2, problem: { kind: 'auth', code: 'credentials-refused' } },
    });
    const failures = await gateway.told('OrderDeliveryFailed');
    expect(failures).toHaveLength(8);
    expect(failures).toEqual(
      failures.map(() =>
        expect.objectContaining({
          payload: expect.objectContaining({ final: false, nextAttemptAt: null, tries: 1 }) as unknown,
        }),
      ),
    );
    // One batch was in the call when the refusal came; nothing follows it.
    expect(warehouse.count('POST /orders')).toBeLessThanOrEqual(5);
    const calls = warehouse.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(warehouse.requests).toHaveLength(calls);

    const path = `/wms-connections/${requests.connectionId}`;
    const { status, body } = await gateway.call('PATCH', path, { credentials: { password: 'changed' } });
    expect([status, body]).toEqual([200, expect.objectContaining({ state: 'active', problem: null })]);
    await eventually(async () => ((await gateway.told('OrderDelivered')).length === 8 ? true : null));
    expect(references().sort()).toEqual(deliveries.map((_, index) => `CD${index}`));
  });

  it('answers at once for a connection that is paused, and goes on when it is resumed', async () => {
    const path = `/wms-connections/${requests.connectionId}`;
    await gateway.call('POST', `${path}/pause`);
    const delivery = requests.delivery('CD1');
    await gateway.deliver(delivery);
    expect(await gateway.told('OrderDeliveryFailed')).toMatchObject([
      { payload: { final: false, nextAttemptAt: null, problem: { code: 'connection-paused' } } },
    ]);
    await gateway.call('POST', `${path}/resume`);
    expect(await conclusion(orderIdOf(delivery))).toMatchObject({ type: 'OrderDelivered' });
  });

  it('concludes what waits when the connection is deleted', async () => {
    const path = `/wms-connections/${requests.connectionId}`;
    await gateway.call('POST', `${path}/pause`);
    const [early, late] = [requests.delivery('CD1'), requests.delivery('CD2')];
    await gateway.deliver(early);
    expect(await gateway.call('DELETE', path)).toEqual({ status: 204, body: null });
    await gateway.deliver(late);
    for (const delivery of [early, late]) {
      expect(await conclusion(orderIdOf(delivery))).toMatchObject({
        type: 'OrderDeliveryFailed',
        payload: { final: true, problem: { kind: 'misconfigured', code: 'no-connection' } },
      });
    }
    expect(references()).toEqual([]);
  });
});

function isAbout({ payload }: DomainEvent, orderId: unknown): boolean {
  return (payload as { orderId?: string }).orderId === orderId;
}

function isFinal({ type, payload }: DomainEvent): boolean {
  return type === 'OrderDelivered' || (payload as { final?: boolean }).final === true;
}
