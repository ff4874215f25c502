import { z } from 'zod';

/** A point in time on the clock of Tryton's database, without a zone, as the wire carries it. */
export const trytonDateTime = z.object({
  __class__: z.literal('datetime'),
  year: z.int(),
  month: z.int(),
  day: z.int(),
  hour: z.int(),
  minute: z.int(),
  second: z.int(),
  microsecond: z.int(),
});
export type TrytonDateTime = z.infer<typeof trytonDateTime>;

export const trytonDate = z.object({
  __class__: z.literal('date'),
  year: z.int(),
  month: z.int(),
  day: z.int(),
});
export type TrytonDate = z.infer<typeof trytonDate>;

/** The same as text that sorts: `2026-05-04T03:02:01.000009`. */
export const serverStamp = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/);

export function stampOf(time: TrytonDateTime): string {
  const date = isoDate(time);
  const clock = [time.hour, time.minute, time.second].map((part) => digits(part, 2)).join(':');
  return `${date}T${clock}.${digits(time.microsecond, 6)}`;
}

export function stampOfDate(date: Date): string {
  return `${date.toISOString().slice(0, -1)}000`;
}

export function dateTimeOfStamp(stamp: string): TrytonDateTime {
  const [year, month, day, hour, minute, second, microsecond] = stamp.split(/[-T:.]/).map(Number) as [
    ...Fields,
  ];
  return { __class__: 'datetime', year, month, day, hour, minute, second, microsecond };
}
type Fields = [number, number, number, number, number, number, number];

/** The stamp so many minutes earlier; what is finer than a millisecond falls away. */
export function minutesBefore(stamp: string, minutes: number): string {
  return stampOfDate(new Date(Date.parse(`${stamp.slice(0, 23)}Z`) - minutes * 60_000));
}

export function isoDate({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/**
 * The instant that a stamp names in a time zone. In the hour that the clock repeats in autumn it is the second one's.
 */
export function instantOf(stamp: string, timeZone: string): string {
  const asUtc = Date.parse(`${stamp.slice(0, 23)}Z`);
  // The zone's offset depends on the instant sought; one correction of the first guess settles it.
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return new Date(asUtc - offsetAt(guess, timeZone)).toISOString();
}

/** How far the zone's clock is ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return local - Math.floor(instant / 1000) * 1000;
}

function digits(value: number, count: number): string {
  return value.toString().padStart(count, '0');
}
