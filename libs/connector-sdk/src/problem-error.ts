import type { Problem } from '@crossdock/domain';

/**
 * Whether a failed call may have taken effect at the vendor all the same:
 * - `none`: certainly not (refused, never sent);
 * - `unknown`: it may have (reply lost, time-out, 5xx after the request was sent). The host looks the item up
 *   before anything is sent again.
 */
export type Effect = 'none' | 'unknown';

/**
 * A problem on its way from a connector to the host. Connectors throw it where a whole call failed; failures of
 * single items of a batch are `PushResult`s. The host is the only one that catches it.
 */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly effect: Effect = 'none',
  ) {
    super(`${problem.kind}/${problem.code}: ${problem.message}`);
    this.name = 'ProblemError';
  }
}
