import { isRetryable, type Problem } from '@crossdock/domain';

export interface BackOff {
  /** Wait after the first failure; it doubles with each further one. */
  readonly baseSeconds: number;
  /** Longest wait that the hub chooses by itself. */
  readonly maxSeconds: number;
}

export const DEFAULT_BACK_OFF: BackOff = { baseSeconds: 60, maxSeconds: 3600 };

/**
 * How long a schedule rests after its n-th failure in a row, in milliseconds. A vendor that said how long to wait is
 * never asked earlier.
 * @param failures from 1
 */
export function restAfter(failures: number, problem: Problem | null, backOff: BackOff): number {
  const doubled = Math.min(backOff.baseSeconds * 2 ** (failures - 1), backOff.maxSeconds);
  return Math.ceil(Math.max(doubled, problem?.retryAfterSeconds ?? 0) * 1000);
}

/** Whether the failure may pass by itself; otherwise trying before the next slot is of no use. */
export function mayPass(problem: Problem | null): boolean {
  return problem === null || isRetryable(problem.kind);
}
