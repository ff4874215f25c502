import { z } from 'zod';

export const runCounts = z.object({
  /** Records looked at. */
  read: z.int().nonnegative(),
  /** Records that were new or changed, or were written. */
  done: z.int().nonnegative(),
  /** Left out on purpose. */
  skipped: z.int().nonnegative(),
  failed: z.int().nonnegative(),
});
export type RunCounts = z.infer<typeof runCounts>;

export const NO_COUNTS: RunCounts = Object.freeze({ read: 0, done: 0, skipped: 0, failed: 0 });

/** `partial`: some items failed and are tried again or wait for a person. */
export const runOutcome = z.enum(['succeeded', 'partial', 'failed']);
export type RunOutcome = z.infer<typeof runOutcome>;
