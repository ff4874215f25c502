import { eventually, type HubApi } from '@crossdock/api-client';
import {
  targetKindOf,
  type Problem,
  type RunCounts,
  type RunOutcome,
  type SyncFunction,
} from '@crossdock/domain';
import type { DemoMerchantIds } from './demo-account';

/** A run as the API shows it. */
export interface RunView {
  id: string;
  function: SyncFunction;
  merchantId: string;
  outcome: RunOutcome | null;
  finishedAt: string | null;
  durationMs: number | null;
  counts: RunCounts;
  problem: Problem | null;
}

/**
 * Runs a function of one merchant now and waits until it has ended.
 * @throws Error when it fails
 */
export async function runNow(api: HubApi, merchant: DemoMerchantIds, fn: SyncFunction): Promise<RunView> {
  const target = targetKindOf(fn) === 'merchant' ? merchant.merchantId : merchant.cartConnectionId;
  const { id } = await eventually(`a start of ${fn}`, () =>
    api.post<RunView>(`/schedules/${target}/${fn}/run`),
  );
  const run = await eventually(`the end of ${fn}`, async () => {
    const current = await api.get<RunView>(`/runs/${id}`);
    return current.outcome === null ? null : current;
  });
  if (run.outcome === 'failed') {
    throw new Error(
      `${fn} failed: ${run.problem?.message ?? 'no reason given'} ${run.problem?.fix ?? ''}`.trim(),
    );
  }
  return run;
}
