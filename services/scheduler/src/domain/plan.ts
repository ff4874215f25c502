import { z } from 'zod';
import { isTimeZone } from './time-zone';

const MAX_TIMES_A_DAY = 24;
const interval = z.strictObject({
  kind: z.literal('interval'),
  every: z
    .int('must be a whole number')
    .min(1, 'must be at least 1; to stop the function choose the kind "off" or pause the schedule')
    .max(1440, 'must be at most 1440; for less than once a day choose the kind "daily"'),
  unit: z
    .enum(['minutes', 'seconds'])
    .default('minutes')
    .describe('Seconds only where the operator allows them'),
});

const daily = z.strictObject({
  kind: z.literal('daily'),
  times: z
    .array(
      z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day from "00:00" to "23:59", such as "02:30"'),
    )
    .min(1, 'give at least one time of day, such as "02:30"')
    .max(MAX_TIMES_A_DAY, `give at most ${MAX_TIMES_A_DAY} times; for more choose the kind "interval"`)
    .overwrite((times) => [...new Set(times)].sort())
    .describe(
      'Local times; one that the clocks skip runs right after the gap, one that comes twice runs once',
    ),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone of the IANA database, such as "America/New_York" or "UTC"')
    .describe('IANA time zone in which the times are meant'),
});

/**
 * When a function runs:
 * - `interval`: every so many minutes (or seconds), on a grid of its own that does not move.
 * - `daily`: at local times of a time zone.
 * - `automatic`: at once when there is work, and once an hour in case a signal was missed.
 * - `off`: only when somebody presses run now.
 */
export const zPlan = z.discriminatedUnion(
  'kind',
  [
    interval,
    daily,
    z.strictObject({ kind: z.literal('automatic') }),
    z.strictObject({ kind: z.literal('off') }),
  ],
  {
    error: ({ code }) =>
      code === 'invalid_union' ? 'must be one of "interval", "daily", "automatic" and "off"' : undefined,
  },
);
export type Plan = z.output<typeof zPlan>;
export type IntervalPlan = Extract<Plan, { kind: 'interval' }>;
export type DailyPlan = Extract<Plan, { kind: 'daily' }>;

export function intervalMs({ every, unit }: IntervalPlan): number {
  return every * (unit === 'minutes' ? 60_000 : 1_000);
}
