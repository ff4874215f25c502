const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const JUST_NOW_MS = 5_000;
/** From here on a date says more than a number of days. */
const LONG_MS = 7 * 86_400_000;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const short = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });

/** Such as "3 minutes ago" or "in 2 hours"; the date for what is more than a week away. */
export function ago(at: string, now: number): string {
  const distance = Date.parse(at) - now;
  const size = Math.abs(distance);
  if (size < JUST_NOW_MS) return 'now';
  if (size >= LONG_MS) return short.format(new Date(at));
  const [unit, length] = STEPS.find(([, ms]) => size >= ms) ?? ['second', 1_000];
  return relative.format(Math.round(distance / length), unit);
}

/** Day and time on the reader's own clock. */
export function fullTime(at: string): string {
  return full.format(new Date(at));
}

/** Such as "850 ms", "12 s" or "3 min". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  return ms < 120_000 ? `${Math.round(ms / 1_000)} s` : `${Math.round(ms / 60_000)} min`;
}
