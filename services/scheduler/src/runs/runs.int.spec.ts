import type { SyncFunction } from '@crossdock/domain';
import { startScheduler, type SchedulerTestApp } from '../testing/scheduler-test-app';
import { Tenant } from '../testing/tenant';

const counts = { read: 5, done: 3, skipped: 1, failed: 1 };
const transient = { kind: 'transient', code: 'server-error-502', message: 'Bad gateway.' } as const;

describe('runs', () => {
  let scheduler: SchedulerTestApp;
  let tenant: Tenant;

  beforeAll(async () => {
    scheduler = await startScheduler();
  });
  afterAll(() => scheduler.close());
  beforeEach(async () => {
    tenant = new Tenant();
    await scheduler.deliver(...tenant.born);
  });

  const runsOf = async (fn: SyncFunction): Promise<Record<string, unknown>[]> =>
    scheduler.dataSource.query(
      'SELECT * FROM run WHERE target_id = $1 AND function = $2 ORDER BY started_at, id',
      [tenant.targetId(fn), fn],
    );
  const scheduleOf = async (fn: SyncFunction): Promise<Record<string, unknown>> => {
    const [row]: Record<string, unknown>[] = await scheduler.dataSource.query(
      'SELECT next_run_at, active_run_id, last_run_id, failures, retry_at FROM schedule WHERE target_id = $1 AND function = $2',
      [tenant.targetId(fn), fn],
    );
    return row!;
  };
  /** Ticks at the schedule's next slot and returns the run that this starts. */
  const startOf = async (fn: SyncFunction): Promise<string> => {
    const { next_run_at } = await scheduleOf(fn);
    if ((next_run_at as Date) > scheduler.clock.now()) scheduler.clock.set(next_run_at as Date);
    await scheduler.tick.run();
    return (await runsOf(fn)).at(-1)!['id'] as string;
  };
  const inMs = (ms: number) => new Date(scheduler.clock.now().getTime() + ms);

  it('record what their owner reports', async () => {
    const runId = await startOf('order-download');
    scheduler.clock.advance(20_000);
    await scheduler.deliver(tenant.progressed('order-download', runId, { counts, beat: 1 }));
    expect((await runsOf('order-download'))[0]).toMatchObject({
      counts,
      beat: 1,
      heartbeat_at: scheduler.clock.now(),
    });
    const end = inMs(1_000);
    scheduler.clock.set(end);
    await scheduler.deliver(
      tenant.finished('order-download', runId, { outcome: 'partial', counts, problem: transient }, end),
    );
    expect((await runsOf('order-download'))[0]).toMatchObject({
      outcome: 'partial',
      counts,
      problem: transient,
      finished_at: end,
      lost: false,
    });
    expect(await scheduleOf('order-download')).toMatchObject({
      active_run_id: null,
      last_run_id: runId,
      failures: 0,
    });
  });

  it('take reports in any order', async () => {
    const runId = await startOf('order-download');
    await scheduler.deliver(tenant.finished('order-download', runId, { counts }));
    await scheduler.deliver(tenant.progressed('order-download', runId, { beat: 7 }));
    expect((await runsOf('order-download'))[0]).toMatchObject({ outcome: 'succeeded', counts, beat: 0 });
  });

  it('that nobody here knows are passed over', async () => {
    const unknown = new Tenant();
    await scheduler.deliver(
      tenant.progressed('order-download', unknown.cartId),
      tenant.finished('order-download', unknown.cartId),
    );
    expect(await runsOf('order-download')).toEqual([]);
  });

  it('that fail let the schedule rest longer and longer, until one succeeds', async () => {
    for (const [failures, minutes] of [1, 2, 4, 8].entries()) {
      const runId = await startOf('order-download');
      await scheduler.deliver(
        tenant.finished('order-download', runId, { outcome: 'failed', problem: transient }),
      );
      expect(await scheduleOf('order-download')).toMatchObject({
        failures: failures + 1,
        retry_at: inMs(minutes * 60_000),
        next_run_at: inMs(minutes * 60_000),
      });
    }
    const runId = await startOf('order-download');
    await scheduler.deliver(tenant.finished('order-download', runId));
    expect(await scheduleOf('order-download')).toMatchObject({ failures: 0, retry_at: null });
  });

  it('wait as long as the vendor asked for', async () => {
    const runId = await startOf('order-download');
    const problem = {
      kind: 'rate-limited',
      code: 'too-many-requests',
      message: 'Wait.',
      retryAfterSeconds: 900,
    } as const;
    await scheduler.deliver(tenant.finished('order-download', runId, { outcome: 'failed', problem }));
    expect(await scheduleOf('order-download')).toMatchObject({ next_run_at: inMs(900_000) });
  });

  it('whose heartbeat stops are lost, and the schedule goes on', async () => {
    const runId = await startOf('order-download');
    scheduler.clock.advance(119_000);
    await scheduler.lostRuns.giveUp();
    expect((await runsOf('order-download'))[0]).toMatchObject({ outcome: null });
    scheduler.clock.advance(2_000);
    await scheduler.lostRuns.giveUp();
    expect((await runsOf('order-download'))[0]).toMatchObject({
      outcome: 'failed',
      lost: true,
      problem: { code: 'run-lost' },
    });
    expect(await scheduleOf('order-download')).toMatchObject({
      active_run_id: null,
      last_run_id: runId,
      failures: 1,
      next_run_at: inMs(60_000),
    });
  });

  it('that beat are not lost', async () => {
    const runId = await startOf('order-download');
    for (let beat = 1; beat <= 10; beat += 1) {
      scheduler.clock.advance(20_000);
      await scheduler.deliver(tenant.progressed('order-download', runId, { beat }));
      await scheduler.lostRuns.giveUp();
    }
    expect((await runsOf('order-download'))[0]).toMatchObject({ outcome: null, beat: 10 });
  });

  it('that were lost and report after all are recorded without disturbing the newer run', async () => {
    const lost = await startOf('order-download');
    scheduler.clock.advance(121_000);
    await scheduler.lostRuns.giveUp();
    const newer = await startOf('order-download');
    await scheduler.deliver(tenant.finished('order-download', lost, { counts }));
    expect(await runsOf('order-download')).toMatchObject([
      { id: lost, outcome: 'succeeded', lost: true, counts, problem: null },
      { id: newer, outcome: null },
    ]);
    expect(await scheduleOf('order-download')).toMatchObject({ active_run_id: newer, failures: 1 });
  });

  it('are not given up by a scheduler that was just started, for their heartbeats may still wait in the queue', async () => {
    await startOf('order-download');
    scheduler.clock.advance(600_000);
    const restarted = await scheduler.addReplica();
    await restarted.lostRuns.giveUp();
    expect((await runsOf('order-download'))[0]).toMatchObject({ outcome: null });
    scheduler.clock.advance(121_000);
    await restarted.lostRuns.giveUp();
    expect((await runsOf('order-download'))[0]).toMatchObject({ lost: true });
  });

  describe('of an automatic schedule', () => {
    beforeEach(async () => {
      const runId = await startOf('order-delivery');
      await scheduler.deliver(tenant.finished('order-delivery', runId));
      scheduler.clock.advance(1_000);
    });

    it('start as soon as work is ready, without a tick', async () => {
      await scheduler.deliver(tenant.workReady('order-delivery'));
      const runs = await runsOf('order-delivery');
      expect(runs).toMatchObject([{ outcome: 'succeeded' }, { trigger: 'automatic', outcome: null }]);
    });

    it('start again right after a run during which more work became ready', async () => {
      await scheduler.deliver(tenant.workReady('order-delivery'), tenant.workReady('order-delivery'));
      const [, second] = await runsOf('order-delivery');
      await scheduler.deliver(tenant.workReady('order-delivery'));
      expect(await runsOf('order-delivery')).toHaveLength(2);
      scheduler.clock.advance(1_000);
      await scheduler.deliver(tenant.finished('order-delivery', second!['id'] as string));
      const runs = await runsOf('order-delivery');
      expect(runs).toHaveLength(3);
      await scheduler.deliver(tenant.finished('order-delivery', runs[2]!['id'] as string));
      expect(await runsOf('order-delivery')).toHaveLength(3);
    });

    it('wait for the end of the rest after a failure', async () => {
      await scheduler.deliver(tenant.workReady('order-delivery'));
      const [, second] = await runsOf('order-delivery');
      await scheduler.deliver(
        tenant.finished('order-delivery', second!['id'] as string, { outcome: 'failed', problem: transient }),
      );
      await scheduler.deliver(tenant.workReady('order-delivery'));
      expect(await runsOf('order-delivery')).toHaveLength(2);
      scheduler.clock.advance(60_000);
      await scheduler.tick.run();
      expect(await runsOf('order-delivery')).toHaveLength(3);
    });

    it('start once an hour without a signal', async () => {
      scheduler.clock.advance(3_600_000);
      await scheduler.tick.run();
      expect(await runsOf('order-delivery')).toHaveLength(2);
    });
  });
});
