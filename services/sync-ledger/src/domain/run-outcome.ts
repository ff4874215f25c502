import type { Problem, RunOutcome } from '@crossdock/domain';

/**
 * Outcome of a run whose every item has a verdict. `failed` only when nothing went through and the reason lies with the
 * whole target: an order that a warehouse refuses is no reason to call less often.
 */
export function runOutcomeOf(counts: { done: number; failed: number }, problem: Problem | null): RunOutcome {
  if (counts.failed === 0 && problem === null) return 'succeeded';
  const itemsOnly = counts.failed > 0 && (problem === null || problem.kind === 'rejected');
  return counts.done > 0 || itemsOnly ? 'partial' : 'failed';
}
