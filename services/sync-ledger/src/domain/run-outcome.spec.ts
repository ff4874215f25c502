import type { Problem, RunOutcome } from '@crossdock/domain';
import { runOutcomeOf } from './run-outcome';

const problem = (kind: Problem['kind']): Problem => ({ kind, code: 'code', message: 'It failed.' });

const cases: [string, number, number, Problem | null, RunOutcome][] = [
  ['nothing to do succeeds', 0, 0, null, 'succeeded'],
  ['every item done succeeds', 3, 0, null, 'succeeded'],
  ['a run that could not begin failed', 0, 0, problem('misconfigured'), 'failed'],
  ['a run that stopped waiting for the rest is partial', 2, 0, problem('transient'), 'partial'],
  ['some items failed is partial', 2, 1, problem('transient'), 'partial'],
  ['a target that is away makes it fail', 0, 3, problem('transient'), 'failed'],
  ['only refused items are no reason to back off', 0, 3, problem('rejected'), 'partial'],
];

test.each(cases)('%s', (_, done, failed, why, expected) => {
  expect(runOutcomeOf({ done, failed }, why)).toBe(expected);
});
