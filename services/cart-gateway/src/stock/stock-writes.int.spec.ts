import type { DomainEvent } from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startGateway, type GatewayTestApp } from '../testing/gateway-test-app';
import { Requests } from '../testing/requests';
import { dropReply, refuse, TestShop, type Fault } from '../testing/test-shop';

jest.setTimeout(30_000);

describe('writing stock to a shop', () => {
  let shop: TestShop;
  let gateway: GatewayTestApp;
  let requests: Requests;

  beforeEach(async () => {
    shop = await new TestShop().start();
    gateway = await startGateway();
    requests = await Requests.connect(gateway, shop);
  });
  afterEach(async () => {
    await gateway.close();
    await shop.close();
  });

  const verdicts = (batchId: string) =>
    eventually(async () => {
      const events = await gateway.told('InventoryUploaded', 'InventoryUploadFailed');
      const own = events.filter(({ payload }) => (payload as { batchId: string }).batchId === batchId);
      return own.some(isFinal) ? own.map(({ type, payload }) => ({ type, payload })) : null;
    });

  it('sets the stock of a batch with one call and tells it with one event', async () => {
    const batchId = uuidv7();
    const items = [
      { sku: 'A', quantity: 3, version: 1 },
      { sku: 'B', quantity: 0, version: 7 },
    ];
    await gateway.deliver(requests.stock(batchId, ...items));
    expect(await verdicts(batchId)).toEqual([
      {
        type: 'InventoryUploaded',
        payload: {
          accountId: gateway.accountId,
          merchantId: requests.merchantId,
          cartConnectionId: requests.connectionId,
          connector: 'test-cart',
          runId: null,
          batchId,
          tries: 1,
          items,
        },
      },
    ]);
    expect([...shop.stock]).toEqual([
      ['A', 3],
      ['B', 0],
    ]);
    expect(shop.count('PUT /stock')).toBe(1);
  });

  it('tells a SKU that the shop refuses apart from those that it took', async () => {
    shop.unknownSkus.add('B');
    const batchId = uuidv7();
    await gateway.deliver(
      requests.stock(batchId, { sku: 'A', quantity: 3, version: 1 }, { sku: 'B', quantity: 4, version: 1 }),
    );
    expect(await verdicts(batchId)).toMatchObject([
      { type: 'InventoryUploaded', payload: { items: [{ sku: 'A', quantity: 3, version: 1 }] } },
      {
        type: 'InventoryUploadFailed',
        payload: {
          tries: 1,
          items: [
            {
              sku: 'B',
              quantity: 4,
              version: 1,
              final: true,
              nextAttemptAt: null,
              problem: { kind: 'rejected', code: 'unknown-sku' },
            },
          ],
        },
      },
    ]);
  });

  it('writes again when the reply was lost, for the same value does no harm', async () => {
    shop.failNext('PUT /stock', dropReply);
    const batchId = uuidv7();
    await gateway.deliver(requests.stock(batchId, { sku: 'A', quantity: 3, version: 1 }));
    expect((await verdicts(batchId)).at(-1)).toMatchObject({
      type: 'InventoryUploaded',
      payload: { tries: 2 },
    });
    expect(shop.stockWrites).toEqual([
      { sku: 'A', quantity: 3 },
      { sku: 'A', quantity: 3 },
    ]);
  });

  it('never lets an older quantity that comes late overwrite a newer one', async () => {
    const [newer, older] = [uuidv7(), uuidv7()];
    await gateway.deliver(requests.stock(newer, { sku: 'A', quantity: 9, version: 5 }));
    await verdicts(newer);
    await gateway.deliver(requests.stock(older, { sku: 'A', quantity: 1, version: 4 }));
    expect(await gateway.told('InventoryUploadFailed')).toMatchObject([
      { payload: { batchId: older, tries: 1, items: [{ version: 4, problem: { code: 'superseded' } }] } },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(shop.stockWrites).toEqual([{ sku: 'A', quantity: 9 }]);
  });

  it('ends with the newest quantity when new ones come while one is being written', async () => {
    const slowly: Fault = ({ respond }) => void setTimeout(respond, 100);
    shop.failNext('PUT /stock', slowly, dropReply, slowly);
    const batches = Array.from({ length: 6 }, () => uuidv7());
    for (const [index, batchId] of batches.entries()) {
      await gateway.deliver(requests.stock(batchId, { sku: 'A', quantity: index, version: index + 1 }));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await verdicts(batches.at(-1)!);
    expect(shop.stock.get('A')).toBe(5);
    const quantities = shop.stockWrites.map(({ quantity }) => quantity);
    expect(quantities).toEqual([...quantities].sort());
  });
});

describe('stock that waits for another try', () => {
  it('is dropped when a newer quantity comes', async () => {
    const shop = await new TestShop().start();
    const gateway = await startGateway({ backoffMs: 60_000, backoffMaxMs: 60_000 });
    const first = async (type: string) =>
      (await eventually(async () => (await gateway.told(type))[0] ?? null)).payload;
    try {
      const requests = await Requests.connect(gateway, shop);
      shop.failNext('PUT /stock', refuse(503));
      const [older, newer] = [uuidv7(), uuidv7()];
      await gateway.deliver(requests.stock(older, { sku: 'A', quantity: 1, version: 1 }));
      expect(await first('InventoryUploadFailed')).toMatchObject({
        batchId: older,
        tries: 1,
        items: [{ version: 1, final: false, nextAttemptAt: expect.any(String) as string }],
      });
      await gateway.deliver(requests.stock(newer, { sku: 'A', quantity: 2, version: 2 }));
      expect(await first('InventoryUploaded')).toMatchObject({ batchId: newer, items: [{ version: 2 }] });
      expect(shop.stockWrites).toEqual([{ sku: 'A', quantity: 2 }]);
      expect((await gateway.told('InventoryUploadFailed')).at(-1)?.payload).toMatchObject({
        batchId: older,
        tries: 2,
        items: [{ version: 1, final: false, nextAttemptAt: null, problem: { code: 'superseded' } }],
      });
    } finally {
      await gateway.close();
      await shop.close();
    }
  });
});

describe('writing shipments to a shop', () => {
  it('writes parcels of one order one after the other, those of different orders side by side', async () => {
    const shop = await new TestShop().start();
    const gateway = await startGateway();
    try {
      const requests = await Requests.connect(gateway, shop);
      shop.fulfilmentDelayMs = 40;
      const orderId = uuidv7();
      const parcels = Array.from({ length: 4 }, (_, index) => requests.shipment(`P${index}`, 'O1', orderId));
      const others = Array.from({ length: 4 }, (_, index) => requests.shipment(`Q${index}`, `O${index + 2}`));
      shop.failNext('POST /fulfilments', dropReply);
      await gateway.deliver(...parcels, ...others);
      await eventually(async () => ((await gateway.told('ShipmentUploaded')).length === 8 ? true : null));
      expect(shop.mostAtOnce).toBe(1);
      expect(shop.fulfilments.map(({ reference }) => reference).sort()).toEqual([
        'P0',
        'P1',
        'P2',
        'P3',
        'Q0',
        'Q1',
        'Q2',
        'Q3',
      ]);
      expect(shop.fulfilments.filter(({ orderExternalId }) => orderExternalId === 'O1')).toMatchObject([
        { reference: 'P0' },
        { reference: 'P1' },
        { reference: 'P2' },
        { reference: 'P3' },
      ]);
    } finally {
      await gateway.close();
      await shop.close();
    }
  });
});

function isFinal({ type, payload }: DomainEvent): boolean {
  if (type === 'InventoryUploaded') return true;
  return (payload as { items: { final: boolean }[] }).items.some(({ final }) => final);
}
