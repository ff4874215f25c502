import { SyncRunFinished, SyncRunProgressed, type Problem, type SyncRequest } from '@crossdock/domain';
import { v7 as uuidv7 } from 'uuid';
import { tenant } from '../testing/known-tenant';
import { ledgerFixture, type LedgerFixture } from '../testing/ledger-fixture';
import { LedgerRuns } from './ledger-runs.service';
import { RunHeartbeat } from './run-heartbeat.service';

const problem: Problem = { kind: 'transient', code: 'server-error-503', message: 'Not now.' };

describe('LedgerRuns', () => {
  let ledger: LedgerFixture;
  let runs: LedgerRuns;

  beforeAll(async () => {
    ledger = await ledgerFixture();
    runs = ledger.get(LedgerRuns);
  });
  beforeEach(() => ledger.reset());
  afterAll(() => ledger?.close());

  const open = async (): Promise<SyncRequest> => {
    const request: SyncRequest = {
      ...tenant,
      runId: uuidv7(),
      function: 'order-delivery',
      targetKind: 'merchant',
      targetId: tenant.merchantId,
      connector: 'depot',
      trigger: 'schedule',
    };
    await ledger.tx((tx) => runs.open(tx, request));
    return request;
  };
  const dispatched = (runId: string, requested: number, last: boolean) =>
    ledger.tx((tx) => runs.dispatched(tx, runId, requested, { last }));
  const settle = (runId: string, done: number, failed = 0, why?: Problem) =>
    ledger.tx((tx) => runs.settle(tx, runId, { done, failed }, why));
  const finished = () => ledger.told(SyncRunFinished);

  it('finishes once, when dispatching is over and every item has its verdict', async () => {
    const { runId, accountId, merchantId, function: fn, targetKind, targetId } = await open();
    await dispatched(runId, 2, false);
    await settle(runId, 2);
    expect(await finished()).toEqual([]);
    await dispatched(runId, 1, true);
    expect(await finished()).toEqual([]);
    await settle(runId, 0, 1, problem);
    expect(await finished()).toEqual([
      {
        runId,
        accountId,
        merchantId,
        function: fn,
        targetKind,
        targetId,
        outcome: 'partial',
        counts: { read: 3, done: 2, skipped: 0, failed: 1 },
        problem,
      },
    ]);
    await settle(runId, 1);
    await dispatched(runId, 5, true);
    expect(await finished()).toEqual([]);
  });

  it('takes on a run once, however often it is asked', async () => {
    const request = await open();
    await dispatched(request.runId, 1, false);
    await ledger.tx((tx) => runs.open(tx, request));
    expect(await ledger.dataSource.query('SELECT requested FROM ledger_runs')).toEqual([{ requested: 1 }]);
  });

  it('gives a dispatching run to one worker at a time', async () => {
    const { runId } = await open();
    await ledger.tx(async (first) => {
      expect((await runs.claimDispatching(first, 'order-delivery'))?.runId).toBe(runId);
      expect(await ledger.tx((second) => runs.claimDispatching(second, 'order-delivery'))).toBeNull();
    });
    expect((await ledger.tx((tx) => runs.claimDispatching(tx, 'order-delivery')))?.runId).toBe(runId);
    expect(await ledger.tx((tx) => runs.claimDispatching(tx, 'shipment-upload'))).toBeNull();
  });

  it('beats every ten seconds while the run is open, with its counts', async () => {
    const { runId } = await open();
    await dispatched(runId, 3, true);
    await settle(runId, 1);
    for (let turn = 0; turn < 5; turn += 1) {
      ledger.clock.advance(5_000);
      await ledger.get(RunHeartbeat).tick();
    }
    const beats = await ledger.told(SyncRunProgressed);
    expect(beats.map(({ beat, counts }) => [beat, counts])).toEqual([
      [1, { read: 3, done: 1, skipped: 0, failed: 0 }],
      [2, { read: 3, done: 1, skipped: 0, failed: 0 }],
    ]);
    await settle(runId, 2);
    ledger.clock.advance(60_000);
    await ledger.get(RunHeartbeat).tick();
    expect(await ledger.told(SyncRunProgressed)).toEqual([]);
  });

  it('knows nothing of runs that are not its own', async () => {
    await settle(uuidv7(), 1);
    expect(await finished()).toEqual([]);
  });
});
