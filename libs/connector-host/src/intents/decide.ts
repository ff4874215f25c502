import type { FindResult, PushResult } from '@crossdock/connector-sdk';
import { isRetryable, type Problem } from '@crossdock/domain';
import type { HostOptions } from '../host-options';
import type { ClaimedIntent, Decision } from './intent';

export type RepeatSafety = 'natural' | 'lookup' | 'vendor-key';
export type Waits = Pick<HostOptions, 'lookupDelayMs' | 'backoffMs' | 'backoffMaxMs' | 'random'>;

const JITTER = 0.5;

/** What follows from the connector's answer to a write. Pure. */
export function decidePush(
  intent: ClaimedIntent,
  result: PushResult<unknown> | undefined,
  safety: RepeatSafety,
  waits: Waits,
): Decision {
  const answer = result ?? { status: 'unknown' as const, problem: missingAnswer() };
  switch (answer.status) {
    case 'done':
    case 'already-done':
      return done(intent, answer.receipt, answer.status === 'already-done');
    case 'failed':
      return failed(intent, answer.problem, waits);
    case 'unknown':
      // Writing such a value again does no harm, so there is nothing to look up.
      if (safety === 'natural')
        return waiting(intent, 'pending', answer.problem, backoff(intent, answer.problem, waits));
      return waiting(intent, 'unknown', answer.problem, waits.lookupDelayMs);
  }
}

/** What follows from the connector's answer to a look-up. Pure. */
export function decideFind(
  intent: ClaimedIntent,
  result: FindResult<unknown> | undefined,
  waits: Waits,
): Decision {
  const answer = result ?? { status: 'unknown' as const, problem: missingAnswer() };
  switch (answer.status) {
    case 'found':
      return done(intent, answer.receipt, true);
    case 'absent':
      return intent.settled ? sendNow(intent) : { ...sendNow(intent), state: 'unknown', waitMs: 'grace' };
    case 'unknown':
      return waiting(intent, 'unknown', answer.problem, backoff(intent, answer.problem, waits));
  }
}

/** Grows with the tries, is never shorter than the vendor asked for, and differs between intents. */
export function backoff({ tries }: Pick<ClaimedIntent, 'tries'>, problem: Problem, waits: Waits): number {
  const grown = Math.min(waits.backoffMs * 2 ** Math.min(tries - 1, 20), waits.backoffMaxMs);
  const jittered = grown * (1 - JITTER * waits.random());
  return Math.max(jittered, (problem.retryAfterSeconds ?? 0) * 1000);
}

function done({ id }: ClaimedIntent, receipt: unknown, alreadyThere: boolean): Decision {
  return { id, state: 'done', problem: null, receipt, alreadyThere, waitMs: 0, tell: true };
}

function failed(intent: ClaimedIntent, problem: Problem, waits: Waits): Decision {
  // It waits for new credentials, not for a time.
  if (problem.kind === 'auth') return waiting(intent, 'pending', problem, 0);
  if (isRetryable(problem.kind)) return waiting(intent, 'pending', problem, backoff(intent, problem, waits));
  return waiting(intent, 'refused', problem, 0);
}

function waiting(
  { id }: ClaimedIntent,
  state: Decision['state'],
  problem: Problem,
  waitMs: number,
): Decision {
  return { id, state, problem, receipt: null, alreadyThere: false, waitMs, tell: true };
}

function sendNow({ id }: ClaimedIntent): Decision {
  return { id, state: 'pending', problem: null, receipt: null, alreadyThere: false, waitMs: 0, tell: false };
}

function missingAnswer(): Problem {
  return {
    kind: 'unexpected',
    code: 'no-verdict',
    message: 'The connector said nothing about this item.',
    fix: 'Tell the operator: the connector has a fault.',
  };
}
