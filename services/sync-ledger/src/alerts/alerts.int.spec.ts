import { createTestDatabase, ManualClock, type TestDatabase } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { Alerts1760000100000 } from '../migrations/1760000100000-alerts';
import { AlertList } from './alert-list.service';
import { Alerts } from './alerts.service';

const account = '0197f2a0-0000-7000-8000-00000000000a';
const merchant = '0197f2a0-0000-7000-8000-0000000000b1';
const otherMerchant = '0197f2a0-0000-7000-8000-0000000000b2';
const query = { limit: 50, state: 'open' as const };

describe('Alerts', () => {
  const clock = new ManualClock();
  const alerts = new Alerts(clock);
  let database: TestDatabase;
  let dataSource: DataSource;
  let list: AlertList;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: [Alerts1760000100000],
      installExtensions: false,
    });
    await dataSource.initialize();
    await dataSource.runMigrations();
    list = new AlertList(dataSource, clock);
  });
  beforeEach(() => dataSource.query('TRUNCATE alerts CASCADE'));
  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  const unmapped = (item: string, merchantId = merchant) => ({
    accountId: account,
    merchantId,
    kind: 'unmapped-method',
    subject: 'EXPRESS',
    title: 'The ship method EXPRESS is not mapped',
    detail: 'Orders wait.',
    fix: 'Map it.',
    item,
  });
  const raise = (...raised: ReturnType<typeof unmapped>[]) =>
    dataSource.transaction((tx) => alerts.raise(tx, raised));
  const clear = (...items: Parameters<Alerts['clear']>[1]) =>
    dataSource.transaction((tx) => alerts.clear(tx, items));
  const counts = async (state: 'open' | 'closed') =>
    (await list.page(account, { limit: 50, state })).items.map(({ merchantId, items }) => [
      merchantId,
      items,
    ]);

  it('shows one alert for a cause however many items it has and however often they are raised', async () => {
    await raise(unmapped('1'), unmapped('2'), unmapped('1'));
    clock.advance(1000);
    await raise(unmapped('2'), unmapped('3'));
    expect((await list.page(account, query)).items).toEqual([
      {
        id: expect.any(String),
        merchantId: merchant,
        kind: 'unmapped-method',
        subject: 'EXPRESS',
        title: 'The ship method EXPRESS is not mapped',
        detail: 'Orders wait.',
        fix: 'Map it.',
        items: 3,
        openedAt: '2026-03-02T09:00:00.000Z',
        lastAt: '2026-03-02T09:00:01.000Z',
        closedAt: null,
      },
    ]);
  });

  it('closes with its last item and opens anew when the cause comes back', async () => {
    await raise(unmapped('1'), unmapped('2'));
    await clear({ kind: 'unmapped-method', item: '1' }, { item: 'unknown' });
    expect(await counts('open')).toEqual([[merchant, 1]]);
    await clear({ item: '2' });
    expect(await counts('open')).toEqual([]);
    await raise(unmapped('1'));
    expect({ open: await counts('open'), closed: await counts('closed') }).toEqual({
      open: [[merchant, 1]],
      closed: [[merchant, 2]],
    });
  });

  it('keeps the same cause of two merchants and of two kinds apart', async () => {
    await raise(unmapped('1'), unmapped('1', otherMerchant));
    await clear(
      { kind: 'another', item: '1' },
      { subject: 'AIR', item: '1' },
      { merchantId: otherMerchant, item: '1' },
    );
    expect(await counts('open')).toEqual([[merchant, 1]]);
  });

  it('loses no item when one transaction closes an alert while another adds to it', async () => {
    await raise(unmapped('1'));
    const rounds = Array.from({ length: 20 }, (_, round) => round);
    for (const round of rounds) {
      await Promise.all([clear({ item: String(round + 1) }), raise(unmapped(String(round + 2)))]);
      expect(await counts('open')).toEqual([[merchant, 1]]);
    }
  });

  it("lists what is affected, is closed by hand, and is nobody else's", async () => {
    await raise(unmapped('1'));
    const { id } = (await list.page(account, query)).items[0]!;
    expect((await list.get(account, id)).affected).toEqual([
      { item: '1', raisedAt: clock.now().toISOString() },
    ]);
    await expect(list.get(merchant, id)).rejects.toMatchObject({ status: 404 });
    await expect(list.close(merchant, id)).rejects.toMatchObject({ status: 404 });
    await list.close(account, id);
    expect(await counts('open')).toEqual([]);
  });

  it('pages newest first', async () => {
    for (const subject of ['A', 'B', 'C']) await raise({ ...unmapped('1'), subject });
    const first = await list.page(account, { ...query, limit: 2 });
    const second = await list.page(account, { ...query, limit: 2, cursor: first.next! });
    expect([first, second].map((page) => page.items.map(({ subject }) => subject))).toEqual([
      ['C', 'B'],
      ['A'],
    ]);
    expect(second.next).toBeNull();
  });
});
