import { syncRequested } from '@crossdock/domain';
import { startScheduler, type SchedulerTestApp } from '../testing/scheduler-test-app';
import { Tenant } from '../testing/tenant';

describe('ticks', () => {
  let scheduler: SchedulerTestApp;

  beforeEach(async () => {
    scheduler = await startScheduler();
  });
  afterEach(() => scheduler.close());

  const due = async (fn: string): Promise<Date> => {
    const [row]: { next_run_at: Date }[] = await scheduler.dataSource.query(
      'SELECT next_run_at FROM schedule WHERE function = $1',
      [fn],
    );
    return row!.next_run_at;
  };

  it('start what is due, and ask the owner in the same transaction', async () => {
    const tenant = new Tenant();
    await scheduler.deliver(...tenant.born);
    const slot = await due('order-download');
    scheduler.clock.set(slot);
    await scheduler.tick.run();
    const [run] = await scheduler.dataSource.query("SELECT * FROM run WHERE function = 'order-download'");
    expect(run).toMatchObject({ due_at: slot, started_at: slot, finished_at: null, trigger: 'schedule' });
    const requests = await scheduler.told();
    expect(requests.filter(({ type }) => type === 'SyncRequested.order-download')).toEqual([
      syncRequested['order-download'].create(
        {
          accountId: tenant.accountId,
          merchantId: tenant.merchantId,
          runId: run.id,
          function: 'order-download',
          targetKind: 'cart_connection',
          targetId: tenant.cartId,
          connector: 'vendure',
          trigger: 'schedule',
        },
        slot,
      ),
    ]);
  });

  it('after an outage run once and go on with the next slot of the same grid', async () => {
    const tenant = new Tenant();
    await scheduler.deliver(...tenant.born);
    const slot = await due('order-download');
    scheduler.clock.set(new Date(slot.getTime() + 7 * 300_000 + 60_000));
    await scheduler.tick.run();
    await scheduler.tick.run();
    expect(
      await scheduler.dataSource.query(
        "SELECT count(*)::int AS n FROM run WHERE function = 'order-download'",
      ),
    ).toEqual([{ n: 1 }]);
    expect(await due('order-download')).toEqual(new Date(slot.getTime() + 8 * 300_000));
  });

  it('of two schedulers racing claim each slot exactly once', async () => {
    const other = await scheduler.addReplica();
    await insertSchedules(scheduler, 3000);
    scheduler.clock.advance(3_600_000);
    const [mine, others] = await Promise.all([scheduler.tick.run(), other.tick.run()]);
    expect(mine + others).toBe(3000);
    expect(Math.min(mine, others)).toBeGreaterThan(0);
    expect(
      await scheduler.dataSource.query(
        'SELECT count(*)::int AS n, count(DISTINCT target_id)::int AS targets FROM run',
      ),
    ).toEqual([{ n: 3000, targets: 3000 }]);
    expect(await scheduler.told()).toHaveLength(3000);
  });

  it('never start a second run while one is active, and the database refuses one too', async () => {
    const tenant = new Tenant();
    await scheduler.deliver(...tenant.born);
    for (let hour = 0; hour < 3; hour += 1) {
      scheduler.clock.advance(3_600_000);
      await scheduler.tick.run();
    }
    expect(
      await scheduler.dataSource.query(
        'SELECT function, count(*)::int AS n FROM run GROUP BY 1 HAVING count(*) > 1',
      ),
    ).toEqual([]);
    await expect(
      scheduler.dataSource.query(
        `INSERT INTO run SELECT (jsonb_populate_record(r, '{"id": "0197f2a0-0000-7000-8000-000000000001"}')).*
         FROM run r WHERE function = 'order-download'`,
      ),
    ).rejects.toThrow('run_active');
  });

  it('run a schedule right after the end of the run that it waited for', async () => {
    const tenant = new Tenant();
    await scheduler.deliver(...tenant.born);
    scheduler.clock.set(await due('order-download'));
    await scheduler.tick.run();
    const runs = "SELECT id, finished_at FROM run WHERE function = 'order-download' ORDER BY id";
    const [first] = await scheduler.dataSource.query(runs);
    scheduler.clock.advance(12 * 60_000);
    await scheduler.deliver(tenant.finished('order-download', first.id));
    const [, second, ...more] = await scheduler.dataSource.query(runs);
    expect([second.finished_at, more]).toEqual([null, []]);
    expect((await due('order-download')).getTime()).toBeGreaterThan(scheduler.clock.now().getTime());
  });

  it('look at one index entry when nothing is due, however many schedules there are', async () => {
    await insertSchedules(scheduler, 20_000);
    await scheduler.dataSource.query('ANALYZE schedule');
    const plan: { 'QUERY PLAN': string }[] = await scheduler.dataSource.query(
      `EXPLAIN (ANALYZE, BUFFERS) SELECT * FROM schedule
       WHERE enabled AND active_run_id IS NULL AND next_run_at <= $1
       ORDER BY next_run_at LIMIT 200 FOR UPDATE SKIP LOCKED`,
      [scheduler.clock.now()],
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('Index Scan using schedule_due');
    expect(Number(/Buffers: shared hit=(\d+)/.exec(text)?.[1])).toBeLessThanOrEqual(4);
  });

  it('go by themselves in a running service', async () => {
    const ticking = await startScheduler({ tickMs: 20 });
    try {
      await ticking.deliver(...new Tenant().born);
      const deadline = Date.now() + 5_000;
      while ((await ticking.told()).length < 3 && Date.now() < deadline) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect((await ticking.told()).map(({ type }) => type).sort()).toEqual([
        'SyncRequested.inventory-upload',
        'SyncRequested.order-delivery',
        'SyncRequested.shipment-upload',
      ]);
    } finally {
      await ticking.close();
    }
  });
});

/** Hourly schedules whose slots all lie within the next hour. */
async function insertSchedules(scheduler: SchedulerTestApp, count: number): Promise<void> {
  await scheduler.dataSource.query(
    `INSERT INTO schedule (target_id, function, target_kind, account_id, merchant_id, connector, plan, next_run_at)
     SELECT gen_random_uuid(), 'order-download', 'cart_connection', gen_random_uuid(), gen_random_uuid(), 'vendure',
            '{"kind":"interval","every":60,"unit":"minutes"}', $1::timestamptz + make_interval(secs => i * 3000.0 / $2)
     FROM generate_series(1, $2::int) AS i`,
    [scheduler.clock.now(), count],
  );
}
