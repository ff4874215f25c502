import type { PayloadOf, SyncRunFinished } from '@crossdock/domain';
import { runProblemAlert } from './run-problem';

const run: PayloadOf<typeof SyncRunFinished> = {
  accountId: 'a',
  merchantId: 'm',
  runId: 'r',
  function: 'order-download',
  targetKind: 'cart_connection',
  targetId: 'c',
  outcome: 'failed',
  counts: { read: 0, done: 0, skipped: 0, failed: 0 },
  problem: { kind: 'misconfigured', code: 'channel-unknown', message: 'The store has no such channel.' },
};

describe('runProblemAlert', () => {
  it('groups by target, function and code and says what to do', () => {
    expect(runProblemAlert(run, 'Main shop')).toEqual({
      subject: 'c:order-download:channel-unknown',
      title: 'Order download of Main shop failed',
      detail: 'The store has no such channel.',
      fix: 'Correct the settings of the connection.',
    });
  });

  it.each([
    ['succeeded', run.problem],
    ['partial', null],
    ['failed', { kind: 'auth', code: 'token-revoked', message: 'The store refused the token.' }],
  ] as const)('stays silent about a %s run with the problem %p', (outcome, problem) => {
    expect(runProblemAlert({ ...run, outcome, problem }, null)).toBeNull();
  });

  it('keeps the advice that came with the problem, and speaks also of a run that gave no reason', () => {
    const advised = { ...run, outcome: 'partial', problem: { ...run.problem!, fix: 'Ask Bob.' } } as const;
    expect(runProblemAlert(advised, null)).toMatchObject({
      title: 'Order download finished only in part',
      fix: 'Ask Bob.',
    });
    expect(runProblemAlert({ ...run, problem: null }, null)).toMatchObject({
      subject: 'c:order-download:no-reason-given',
      detail: 'The run ended without saying why.',
    });
  });
});
