import { backoffMs } from './backoff';

describe('backoffMs', () => {
  it('doubles up to the longest wait', () => {
    const options = { initialMs: 100, maxMs: 1_000, random: () => 1 };
    expect([0, 1, 2, 3, 4, 99].map((failures) => backoffMs(failures, options))).toEqual([
      100, 200, 400, 800, 1_000, 1_000,
    ]);
  });

  it('takes a random half off', () => {
    expect(backoffMs(0, { initialMs: 100, random: () => 0 })).toBe(50);
  });
});
