import type { LocalClock, LocalTime } from './time-zone';

const DAY_MS = 86_400_000;
const SECOND_MS = 1_000;

/**
 * The one instant at which a local time is due: the first when the clocks show it twice, the end of the gap when they
 * skip it.
 */
export function instantOf(local: LocalTime, clock: LocalClock): number {
  // Zones are less than a day from UTC, so these two instants lie before and after any change on the day in question.
  const before = offsetAt(local - DAY_MS, clock);
  const after = offsetAt(local + DAY_MS, clock);
  const candidates = [local - before, local - after].sort((a, b) => a - b);
  const shown = candidates.find((instant) => clock(instant) === local);
  return shown ?? endOfGap(candidates[0]!, candidates[1]!, before, clock);
}

function offsetAt(instant: number, clock: LocalClock): number {
  return clock(instant) - instant;
}

/** The first second in (`from`, `until`] at which the offset is no longer `before`. */
function endOfGap(from: number, until: number, before: number, clock: LocalClock): number {
  let low = from;
  let high = until;
  while (high - low > SECOND_MS) {
    const middle = Math.floor((low + high) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle, clock) === before) low = middle;
    else high = middle;
  }
  return high;
}
