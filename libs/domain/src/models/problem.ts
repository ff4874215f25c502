import { z } from 'zod';

/**
 * Why a call to a vendor did not succeed, by what happens next:
 * - `auth`: credentials refused. The connection needs re-authorisation; no more calls.
 * - `rate-limited`: the vendor asked us to wait (`retryAfterSeconds` when it said how long).
 * - `transient`: vendor or network trouble. Tried again with back-off.
 * - `rejected`: the vendor understood and refuses this item. A person must change something.
 * - `misconfigured`: settings of the connection do not fit the store or warehouse. A person must change them.
 * - `unexpected`: an answer we do not understand. Nothing advances; tried again with back-off.
 */
export const PROBLEM_KINDS = [
  'auth',
  'rate-limited',
  'transient',
  'rejected',
  'misconfigured',
  'unexpected',
] as const;

/** A failure as a value. `message` is written for the person who reads it and holds no personal data. */
export const problem = z.object({
  kind: z.enum(PROBLEM_KINDS),
  /** Stable, kebab-case, specific: alerts are grouped by it. */
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  /** What happened, in the vendor's own words where it said something. */
  message: z.string().max(2000),
  /** What the reader can do about it. */
  fix: z.string().max(1000).optional(),
  retryAfterSeconds: z.number().nonnegative().optional(),
});
export type Problem = z.infer<typeof problem>;
export type ProblemKind = Problem['kind'];

/** Whether trying again later without a change by a person can succeed. */
export function isRetryable(kind: ProblemKind): boolean {
  return kind === 'rate-limited' || kind === 'transient' || kind === 'unexpected';
}
