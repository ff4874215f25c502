export interface BackoffOptions {
  /** First wait in milliseconds. 100 unless told. */
  initialMs?: number;
  /** Longest wait in milliseconds. 10 s unless told. */
  maxMs?: number;
  /** A number in [0, 1). */
  random?: () => number;
}

/** The wait before a try, doubling from try to try; a random half of it keeps replicas from coming back in step. */
export function backoffMs(failures: number, options: BackoffOptions = {}): number {
  const { initialMs = 100, maxMs = 10_000, random = Math.random } = options;
  const full = Math.min(maxMs, initialMs * 2 ** Math.min(failures, 20));
  return full / 2 + (full / 2) * random();
}
