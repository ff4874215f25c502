import type { RunCounts } from '@crossdock/domain';
import type { LedgerRun } from './ledger-run.entity';

/** What every event about a run repeats. */
export function runIdentity(run: LedgerRun) {
  const { accountId, merchantId, runId, function: fn, targetKind, targetId } = run;
  return { accountId, merchantId, runId, function: fn, targetKind, targetId };
}

export function runCountsOf(run: LedgerRun): RunCounts {
  return { read: run.requested, done: run.done, skipped: 0, failed: run.failed };
}
