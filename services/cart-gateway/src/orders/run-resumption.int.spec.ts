import type { CartOrder, DomainEvent } from '@crossdock/domain';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { eventually, startGateway, type GatewayTestApp } from '../testing/gateway-test-app';
import { orders, Requests } from '../testing/requests';
import { testCart } from '../testing/test-cart';
import { gate, TestShop, type Fault } from '../testing/test-shop';

const normally: Fault = ({ respond }) => respond();

jest.setTimeout(30_000);

describe('a run that is disturbed', () => {
  let shop: TestShop;
  let gateway: GatewayTestApp;
  let requests: Requests;
  const all = orders(30);

  beforeEach(async () => {
    shop = await new TestShop().start();
    gateway = await startGateway({ pageSize: 4 }, testCart({ deadlineMs: 10_000 }));
    requests = await Requests.connect(gateway, shop);
    shop.place(...all);
  });
  afterEach(async () => {
    await gateway.close();
    await shop.close();
  });

  const loaded = async () =>
    (await gateway.told('OrderDownloaded')).map(
      ({ payload }) => (payload as { order: CartOrder }).order.externalId,
    );
  const finished = () =>
    eventually(async () => {
      const events = await gateway.told('SyncRunFinished');
      return events.length > 0 ? events : null;
    });
  const untilAsked = (times: number) =>
    eventually(async () => (shop.count('GET /orders') >= times ? true : null));
  const outcomes = (events: DomainEvent[]) =>
    events.map(({ payload }) => (payload as { outcome: string }).outcome);
  const everything = all.map(({ externalId }) => externalId);

  it.each([1, 3, 6])(
    'is finished by another process when its own dies with page %i in its hands',
    async (page) => {
      const { hold, open } = gate();
      shop.failNext('GET /orders', ...Array<Fault>(page - 1).fill(normally), hold);
      await gateway.deliver(requests.download());
      await untilAsked(page);
      await gateway.app.get(DataSource).destroy();
      open();
      await gateway.addReplica();
      expect(outcomes(await finished())).toEqual(['succeeded']);
      expect(await loaded()).toEqual(everything);
    },
  );

  it('is not written to by a worker that lost its lease, not even a little', async () => {
    const { hold, open } = gate();
    shop.failNext('GET /orders', normally, hold);
    await gateway.deliver(requests.download());
    await untilAsked(2);
    await gateway.dataSource.query(
      `UPDATE stream_state SET lease_token = nextval('lease_token'), lease_until = now() + interval '1 hour'
       WHERE stream = 'orders'`,
    );
    open();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await loaded()).toEqual(everything.slice(0, 4));
    const [row]: { cursor: unknown }[] = await gateway.dataSource.query(
      `SELECT cursor FROM stream_state WHERE stream = 'orders'`,
    );
    expect(row).toEqual({ cursor: { from: 4 } });
    await gateway.dataSource.query(`UPDATE stream_state SET lease_until = now() WHERE stream = 'orders'`);
    expect(outcomes(await finished())).toEqual(['succeeded']);
    expect(await loaded()).toEqual(everything);
  });

  it('loses and repeats nothing when the transaction of a page fails', async () => {
    await gateway.dataSource.query(`
      CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT count(*) FROM seen_records) >= 12 AND nextval('failures') < 3 THEN
          RAISE EXCEPTION 'disk full';
        END IF;
        RETURN NEW;
      END $$`);
    await gateway.dataSource.query('CREATE SEQUENCE failures');
    await gateway.dataSource.query(
      'CREATE TRIGGER fail_once BEFORE UPDATE OF cursor ON stream_state FOR EACH ROW EXECUTE FUNCTION fail_once()',
    );
    await gateway.deliver(requests.download());
    expect(outcomes(await finished())).toEqual(['succeeded']);
    expect(await loaded()).toEqual(everything);
  });

  it('is ended instead of tried for ever when our own side fails on it each time', async () => {
    await gateway.dataSource.query(`ALTER TABLE seen_records ADD CHECK (external_id <> 'O9')`);
    await gateway.deliver(requests.download());
    const [end] = await finished();
    expect(end?.payload).toMatchObject({
      outcome: 'partial',
      problem: { kind: 'unexpected', code: 'run-keeps-failing' },
    });
    expect(await loaded()).toEqual(everything.slice(0, 8));
  });

  it('is worked by one process at a time when several want it', async () => {
    const [second, third] = [await gateway.addReplica(), await gateway.addReplica()];
    const runs = Array.from({ length: 6 }, () => requests.download(uuidv7()));
    await Promise.all(runs.map((run, index) => [gateway, second, third][index % 3]!.deliver(run)));
    const ends = await eventually(async () => {
      const events = await gateway.told('SyncRunFinished');
      return events.length >= 6 ? events : null;
    });
    expect(outcomes(ends)).toEqual(Array(6).fill('succeeded'));
    expect(await loaded()).toEqual(everything);
  });

  it('is handed over when its process stops: the page in hand is saved and the lease given back', async () => {
    const { hold, open } = gate();
    shop.failNext('GET /orders', normally, hold);
    const other = await gateway.addReplica({ workers: 0 });
    await gateway.deliver(requests.download());
    await untilAsked(2);
    const closing = gateway.app.close();
    open();
    await closing;
    expect(await loaded()).toEqual(everything.slice(0, 8));
    const rows: unknown[] = await gateway.dataSource.query(
      `SELECT cursor, lease_token, due_at IS NOT NULL AS due FROM stream_state WHERE stream = 'orders'`,
    );
    expect(rows).toEqual([{ cursor: { from: 8 }, lease_token: null, due: true }]);
    await gateway.addReplica();
    expect(outcomes(await finished())).toEqual(['succeeded']);
    expect(await loaded()).toEqual(everything);
    await other.close();
  });

  it('gives others their turn between its chunks', async () => {
    const narrow = await startGateway({ pageSize: 1, chunkMs: 0, workers: 1 });
    const [long, short] = [await new TestShop().start(), await new TestShop().start()];
    try {
      long.place(...all);
      short.place(...orders(1));
      const [first, second] = [await Requests.connect(narrow, long), await Requests.connect(narrow, short)];
      await narrow.deliver(first.download(), second.download());
      const ends = await eventually(async () => {
        const events = await narrow.told('SyncRunFinished');
        return events.length === 2 ? events : null;
      });
      expect(ends.map(({ payload }) => (payload as { targetId: string }).targetId)).toEqual([
        second.connectionId,
        first.connectionId,
      ]);
    } finally {
      await narrow.close();
      await Promise.all([long.close(), short.close()]);
    }
  });
});
