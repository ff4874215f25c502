import { instantOf } from './local-instant';
import type { DailyPlan } from './plan';
import { localClock } from './time-zone';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** A day whose clocks were put forward ends late; the day after the next always lies in the future. */
const DAYS_AROUND = [-1, 0, 1, 2];

/** The first slot after an instant. Each day and time has exactly one slot; slots that coincide are one. */
export function nextDailySlot({ times, timeZone }: DailyPlan, after: Date): Date {
  const clock = localClock(timeZone);
  const wholeSecond = Math.floor(after.getTime() / 1000) * 1000;
  const midnight = Math.floor(clock(wholeSecond) / DAY_MS) * DAY_MS;
  const slots = DAYS_AROUND.flatMap((day) =>
    times.map((time) => instantOf(midnight + day * DAY_MS + minutesOf(time) * MINUTE_MS, clock)),
  );
  return new Date(Math.min(...slots.filter((slot) => slot > after.getTime())));
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}
