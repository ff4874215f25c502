import type { Problem } from '@crossdock/domain';
import type { EntityManager } from 'typeorm';
import type { LedgerRuns } from './ledger-runs.service';

/** Gathers the first verdicts of a batch, so that each run hears of them once. */
export class RunNews {
  private readonly news = new Map<string, { done: number; failed: number; problem: Problem | null }>();

  /** @param problem why it failed; the latest stands for the run */
  add(runId: string | null, verdict: 'done' | 'failed', problem: Problem | null): void {
    if (runId === null) return;
    const run = this.news.get(runId) ?? { done: 0, failed: 0, problem: null };
    run[verdict] += 1;
    run.problem = problem ?? run.problem;
    this.news.set(runId, run);
  }

  async settle(tx: EntityManager, runs: LedgerRuns): Promise<void> {
    for (const [runId, { done, failed, problem }] of this.news) {
      await runs.settle(tx, runId, { done, failed }, problem ?? undefined);
    }
  }
}
