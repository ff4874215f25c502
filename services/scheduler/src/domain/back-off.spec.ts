import { DEFAULT_BACK_OFF, restAfter } from './back-off';

describe('restAfter', () => {
  it('doubles from one minute to one hour', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7, 8, 2000].map((n) => restAfter(n, null, DEFAULT_BACK_OFF) / 60_000);
    expect(minutes).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('is never shorter than what the vendor asked for', () => {
    const problem = { kind: 'rate-limited', code: 'too-many-requests', message: 'Slow down.' } as const;
    expect(restAfter(1, { ...problem, retryAfterSeconds: 90.5 }, DEFAULT_BACK_OFF)).toBe(90_500);
    expect(restAfter(3, { ...problem, retryAfterSeconds: 90 }, DEFAULT_BACK_OFF)).toBe(240_000);
    expect(restAfter(1, { ...problem, retryAfterSeconds: 7200 }, DEFAULT_BACK_OFF)).toBe(7_200_000);
  });
});
