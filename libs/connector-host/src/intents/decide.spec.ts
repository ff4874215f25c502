import type { FindResult, PushResult } from '@crossdock/connector-sdk';
import { PROBLEM_KINDS, type Problem, type ProblemKind } from '@crossdock/domain';
import { backoff, decideFind, decidePush, type Waits } from './decide';
import type { ClaimedIntent } from './intent';

const waits: Waits = { lookupDelayMs: 2_000, backoffMs: 1_000, backoffMaxMs: 60_000, random: () => 0 };
const intent = (changed: Partial<ClaimedIntent> = {}): ClaimedIntent => ({
  id: 'i1',
  kind: 'order',
  key: 'CD1',
  payload: {},
  tries: 1,
  settled: true,
  ...changed,
});
const problem = (kind: ProblemKind, changed: Partial<Problem> = {}): Problem => ({
  kind,
  code: 'x',
  message: 'X',
  ...changed,
});
const decision = (changed: object) => ({
  id: 'i1',
  problem: null,
  receipt: null,
  alreadyThere: false,
  waitMs: 0,
  tell: true,
  ...changed,
});

describe('deciding about a write', () => {
  const push = (result: PushResult<unknown> | undefined, safety: 'natural' | 'lookup' = 'lookup') =>
    decidePush(intent(), result, safety, waits);

  it('concludes what was written, and what was there already', () => {
    const receipt = { id: 7 };
    expect([
      push({ key: 'CD1', status: 'done', receipt }),
      push({ key: 'CD1', status: 'already-done', receipt }),
    ]).toEqual([
      decision({ state: 'done', receipt }),
      decision({ state: 'done', receipt, alreadyThere: true }),
    ]);
  });

  it('has one reaction for each kind of problem', () => {
    const reactions = PROBLEM_KINDS.map((kind) => {
      const { state, waitMs } = push({ key: 'CD1', status: 'failed', problem: problem(kind) });
      return [kind, state, waitMs];
    });
    expect(reactions).toEqual([
      ['auth', 'pending', 0],
      ['rate-limited', 'pending', 1_000],
      ['transient', 'pending', 1_000],
      ['rejected', 'refused', 0],
      ['misconfigured', 'refused', 0],
      ['unexpected', 'pending', 1_000],
    ]);
  });

  it('looks up what may have been written, whatever the problem is called', () => {
    for (const kind of PROBLEM_KINDS) {
      expect(push({ key: 'CD1', status: 'unknown', problem: problem(kind) })).toMatchObject({
        state: 'unknown',
        waitMs: 2_000,
      });
    }
  });

  it('writes a natural value again instead of looking it up', () => {
    const unknown = { key: 'CD1', status: 'unknown', problem: problem('transient') } as const;
    expect(push(unknown, 'natural')).toMatchObject({ state: 'pending', waitMs: 1_000 });
  });

  it('takes silence of the connector for an unknown outcome', () => {
    expect(push(undefined)).toMatchObject({ state: 'unknown', problem: { code: 'no-verdict' } });
  });
});

describe('deciding about a look-up', () => {
  const find = (result: FindResult<unknown> | undefined, settled = true) =>
    decideFind(intent({ settled, tries: 3 }), result, waits);

  it('concludes what is there', () => {
    expect(find({ key: 'CD1', status: 'found', receipt: 1 }, false)).toEqual(
      decision({ state: 'done', receipt: 1, alreadyThere: true }),
    );
  });

  it('sends what is absent, but believes it only after the grace', () => {
    const absent = { key: 'CD1', status: 'absent' } as const;
    expect([find(absent), find(absent, false)]).toEqual([
      decision({ state: 'pending', tell: false }),
      decision({ state: 'unknown', waitMs: 'grace', tell: false }),
    ]);
  });

  it('never gives up an unknown outcome, whatever the problem of the look-up', () => {
    for (const kind of PROBLEM_KINDS) {
      const result = find({ key: 'CD1', status: 'unknown', problem: problem(kind) });
      expect(result).toMatchObject({ state: 'unknown', waitMs: 4_000 });
    }
    expect(find(undefined)).toMatchObject({ state: 'unknown' });
  });
});

describe('the wait before another try', () => {
  const wait = (tries: number, random = 0, changed: Partial<Problem> = {}) =>
    backoff({ tries }, problem('transient', changed), { ...waits, random: () => random });

  it('doubles up to its maximum, with up to half of it taken off at random', () => {
    expect([1, 2, 3, 7, 1_000].map((tries) => wait(tries))).toEqual([1_000, 2_000, 4_000, 60_000, 60_000]);
    expect([wait(3, 0.5), wait(3, 1)]).toEqual([3_000, 2_000]);
  });

  it('is never shorter than the vendor asked for', () => {
    expect([wait(1, 0, { retryAfterSeconds: 30 }), wait(1, 0, { retryAfterSeconds: 0.1 })]).toEqual([
      30_000, 1_000,
    ]);
  });
});
