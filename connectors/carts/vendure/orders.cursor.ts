import { z } from 'zod';

const instant = z.iso.datetime();

/**
 * Reading goes in rounds of two phases: `placed` by `orderPlacedAt`, which never moves, and `changed` by
 * `updatedAt`, which cancellations move. Vendure's `updatedAt` jumps back while an order is placed, so alone it would
 * lose new orders.
 */
export const orderCursor = z.object({
  /** Orders placed before are not read. */
  since: instant,
  phase: z.enum(['placed', 'changed']),
  /** Rows of the phase with a later stamp are still to be read ... */
  after: instant,
  /** ... but for this many of them. Only more rows than a page in one millisecond make it grow. */
  skip: z.int().nonnegative(),
  /** Latest stamp that the earlier rounds of each phase saw, never in the future. */
  placedSeen: instant.nullable(),
  changedSeen: instant.nullable(),
});
export type OrderCursor = z.output<typeof orderCursor>;

/**
 * How far before the latest stamp each round starts again: a stamp is taken before its transaction commits, and
 * several servers have several clocks.
 */
export const OVERLAP_MS = 120_000;

export function startCursor(since: Date): OrderCursor {
  return {
    since: since.toISOString(),
    phase: 'placed',
    after: shift(since.toISOString(), -1),
    skip: 0,
    placedSeen: null,
    changedSeen: null,
  };
}

/**
 * The cursor after a page.
 * @param stamps what the page was sorted by, ascending
 * @param full whether the page was as long as asked for
 * @param now no stamp later than this becomes a mark, for a clock gone wrong would hide all orders until then
 */
export function advance(
  cursor: OrderCursor,
  stamps: readonly string[],
  full: boolean,
  now: Date,
): { next: OrderCursor; more: boolean } {
  const last = stamps.at(-1);
  const seen = { ...cursor, ...mark(cursor, last, now) };
  if (full && last !== undefined)
    return { next: { ...seen, ...position(cursor, last, stamps.length) }, more: true };
  return cursor.phase === 'placed'
    ? { next: { ...seen, phase: 'changed', after: restart(seen, seen.changedSeen), skip: 0 }, more: true }
    : { next: { ...seen, phase: 'placed', after: restart(seen, seen.placedSeen), skip: 0 }, more: false };
}

/**
 * Where the phase goes on: one millisecond before the last stamp, so that rows which share it come again rather than
 * get lost; by count where a page did not get past that millisecond.
 */
function position(cursor: OrderCursor, last: string, read: number): Pick<OrderCursor, 'after' | 'skip'> {
  const after = shift(last, -1);
  return Date.parse(after) > Date.parse(cursor.after)
    ? { after, skip: 0 }
    : { after: cursor.after, skip: cursor.skip + read };
}

function mark(cursor: OrderCursor, last: string | undefined, now: Date): Partial<OrderCursor> {
  if (last === undefined) return {};
  const field = cursor.phase === 'placed' ? 'placedSeen' : 'changedSeen';
  return { [field]: latest(cursor[field], clamp(last, now)) };
}

function restart(cursor: OrderCursor, seen: string | null): string {
  const first = shift(cursor.since, -1);
  return seen === null ? first : latest(first, shift(seen, -OVERLAP_MS));
}

/** A stamp, or `now` if the stamp lies after it. */
export function clamp(stamp: string, now: Date): string {
  return Date.parse(stamp) > now.getTime() ? now.toISOString() : stamp;
}

function latest(a: string | null, b: string): string {
  return a !== null && Date.parse(a) > Date.parse(b) ? a : b;
}

function shift(stamp: string, milliseconds: number): string {
  return new Date(Date.parse(stamp) + milliseconds).toISOString();
}
