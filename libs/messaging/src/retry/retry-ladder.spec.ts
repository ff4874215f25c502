import { RetryLadder } from './retry-ladder';

describe('RetryLadder', () => {
  it('waits 5 s, 30 s, 2 min, 10 min and 1 h, and then gives up', () => {
    const ladder = new RetryLadder();
    expect([1, 2, 3, 4, 5, 6].map((attempt) => ladder.waitAfter(attempt))).toEqual([
      5_000,
      30_000,
      120_000,
      600_000,
      3_600_000,
      null,
    ]);
  });

  it('refuses to have no waits at all', () => {
    expect(() => new RetryLadder([])).toThrow('at least one wait');
  });
});
