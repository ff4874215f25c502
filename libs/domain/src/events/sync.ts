import { z } from 'zod';
import { problem } from '../models/problem';
import { runCounts, runOutcome } from '../models/run';
import { SYNC_FUNCTIONS, syncFunction, targetKind, type SyncFunction } from '../models/sync-function';
import { instant } from '../models/order';
import { defineEvent, type EventDefinition } from './event-definition';
import { tenant } from './tenant';

const run = tenant.extend({
  runId: z.uuid(),
  function: syncFunction,
  targetKind,
  /** The cart connection or the merchant, as `targetKind` says. */
  targetId: z.uuid(),
});

const syncRequest = run.extend({
  /** Connector of the cart connection, or of the merchant's WMS connection. */
  connector: z.string(),
  /** `manual` = somebody pressed run now; it ignores back-off. */
  trigger: z.enum(['schedule', 'automatic', 'manual']),
});

function defineSyncRequested(fn: SyncFunction): EventDefinition<typeof syncRequest> {
  return defineEvent({
    type: `SyncRequested.${fn}`,
    channel: 'work',
    subject: `${fn}-sync`,
    fact: 'requested',
    version: 1,
    description: `The function ${fn} is due for one target. Exactly one run per target and function is active; its owner answers with SyncRunProgressed while it works and with one SyncRunFinished.`,
    schema: syncRequest,
    connector: (p) => p.connector,
    key: (p) => p.targetId,
    identity: (p) => p.runId,
  });
}

/** SyncRequested, one definition per function, because each function has one owner. */
export const syncRequested = Object.fromEntries(
  SYNC_FUNCTIONS.map((fn) => [fn, defineSyncRequested(fn)]),
) as Record<SyncFunction, EventDefinition<typeof syncRequest>>;
export type SyncRequest = z.infer<typeof syncRequest>;

export const SyncRunProgressed = defineEvent({
  type: 'SyncRunProgressed',
  channel: 'facts',
  subject: 'sync-run',
  fact: 'progressed',
  version: 1,
  description:
    'Heartbeat of a run, at least every 20 seconds while it works. A run whose heartbeat stops is declared lost.',
  schema: run.extend({ counts: runCounts, beat: z.int().positive() }),
  key: (p) => p.runId,
  identity: (p) => `${p.runId}:${p.beat}`,
});

export const SyncRunFinished = defineEvent({
  type: 'SyncRunFinished',
  channel: 'facts',
  subject: 'sync-run',
  fact: 'finished',
  version: 1,
  description: 'A run ended. `problem` says why it failed or why part of it did.',
  schema: run.extend({ outcome: runOutcome, counts: runCounts, problem: problem.nullable() }),
  key: (p) => p.runId,
  identity: (p) => p.runId,
});

export const WorkReady = defineEvent({
  type: 'WorkReady',
  channel: 'facts',
  subject: 'work',
  fact: 'ready',
  version: 1,
  description:
    'There is something to do for a function at a target: schedules set to Automatic run at once. Told once per handled batch and target, not once per order.',
  schema: tenant.extend({
    function: syncFunction,
    targetKind,
    targetId: z.uuid(),
    since: instant,
    hintId: z.uuid(),
  }),
  key: (p) => p.targetId,
  identity: (p) => p.hintId,
});
