/** Whether the text names a zone of the IANA database (not an offset such as `+02:00`). */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Clock time as if it were UTC, in milliseconds: 02:30 local on 1 March is `Date.UTC(y, 2, 1, 2, 30)`. */
export type LocalTime = number;

/** Tells what the clocks of one place show at an instant (milliseconds since the epoch, whole seconds). */
export type LocalClock = (instant: number) => LocalTime;

export function localClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (instant) => {
    const parts = Object.fromEntries(
      format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year, month, day, hour, minute, second } = parts as Record<string, number>;
    return Date.UTC(year!, month! - 1, day!, hour!, minute!, second!);
  };
}
