import type { Problem } from '@crossdock/domain';
import type { HttpResponse } from './http';
import { ProblemError, type Effect } from './problem-error';

/** Seconds to wait according to `Retry-After` (seconds or an HTTP date), if the header is there and readable. */
export function retryAfterSeconds(response: HttpResponse, now: Date): number | undefined {
  const value = response.headers['retry-after'];
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const until = Date.parse(value);
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - now.getTime()) / 1000));
}

/**
 * What the plain HTTP statuses mean where a vendor says nothing more specific: 401/403 `auth`, 429 `rate-limited`,
 * 408/5xx `transient`, other 4xx `rejected`. Null for 2xx. A 3xx is `misconfigured`.
 */
export function problemOfStatus(response: HttpResponse, now: Date): Problem | null {
  const { status } = response;
  if (status >= 200 && status < 300) return null;
  const wait = retryAfterSeconds(response, now);
  const withWait = wait === undefined ? {} : { retryAfterSeconds: wait };
  if (status === 401 || status === 403)
    return {
      kind: 'auth',
      code: status === 401 ? 'credentials-refused' : 'permission-missing',
      message: `The server refused the credentials (status ${status}).`,
      fix: 'Enter valid credentials for the connection, or give the user the permissions it lacks.',
    };
  if (status === 429)
    return {
      kind: 'rate-limited',
      code: 'too-many-requests',
      message: 'The server asked us to slow down.',
      ...withWait,
    };
  if (status === 408 || status >= 500)
    return {
      kind: 'transient',
      code: `server-error-${status}`,
      message: `The server failed with status ${status}.`,
      ...withWait,
    };
  if (status < 400)
    return {
      kind: 'misconfigured',
      code: 'redirected',
      message: `The server redirects to another address (status ${status}).`,
      fix: 'Enter the address that the server itself uses, with the right scheme and host.',
    };
  return {
    kind: 'rejected',
    code: `refused-${status}`,
    message: `The server refused the request (status ${status}).`,
  };
}

/**
 * Throws for a status that is not 2xx.
 * @param sideEffect whether the call may change something; a server error after it leaves the outcome unknown
 * @throws ProblemError
 */
export function assertOk(response: HttpResponse, now: Date, sideEffect: boolean): void {
  const problem = problemOfStatus(response, now);
  if (problem === null) return;
  const effect: Effect = sideEffect && problem.kind === 'transient' ? 'unknown' : 'none';
  throw new ProblemError(problem, effect);
}
