import type { PayloadOf, SyncFunction, SyncRunFinished } from '@crossdock/domain';

type FinishedRun = PayloadOf<typeof SyncRunFinished>;

const WORDS: Readonly<Record<SyncFunction, string>> = {
  'order-download': 'Order download',
  'order-delivery': 'Order delivery',
  'shipping-confirmations': 'Shipping confirmations',
  'shipment-upload': 'Shipment upload',
  inventory: 'Inventory',
  'inventory-upload': 'Inventory upload',
};

const FIX: Readonly<Record<string, string>> = {
  'rate-limited': 'Nothing to do now: the run is tried again. When it stays, run the function less often.',
  transient:
    'Nothing to do now: the run is tried again. When it stays, ask the vendor whether its system works.',
  rejected: 'Change what the message names and run the function again.',
  misconfigured: 'Correct the settings of the connection.',
  unexpected:
    'The run is tried again. When it stays, test the connection and show the message to its vendor.',
};

export interface RunProblemAlert {
  subject: string;
  title: string;
  detail: string;
  fix: string;
}

/** What a function of a target is called among alert items. */
export function runItem(run: Pick<FinishedRun, 'targetId' | 'function'>): string {
  return `${run.targetId}:${run.function}`;
}

/**
 * What a finished run says to a person; null when nothing. Items that failed inside a run have alerts of their own, so
 * a partial run without a problem of its own stays silent; refused credentials are the connection's alert.
 * @param targetName name of the connection or merchant, null when it is not known here
 */
export function runProblemAlert(run: FinishedRun, targetName: string | null): RunProblemAlert | null {
  if (run.outcome === 'succeeded' || run.problem?.kind === 'auth') return null;
  if (run.outcome === 'partial' && run.problem === null) return null;
  const code = run.problem?.code ?? 'no-reason-given';
  const target = targetName === null ? '' : ` of ${targetName}`;
  const verb = run.outcome === 'failed' ? 'failed' : 'finished only in part';
  return {
    subject: `${runItem(run)}:${code}`,
    title: `${WORDS[run.function]}${target} ${verb}`,
    detail: run.problem?.message ?? 'The run ended without saying why.',
    fix: run.problem?.fix ?? FIX[run.problem?.kind ?? 'unexpected'] ?? '',
  };
}
