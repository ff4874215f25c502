import { z } from 'zod';
import { ProblemException } from './problem.exception';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;

/** Query of every list: `?limit=50&cursor=...`. Extend it with filters: `pageQuery.extend({ ... })`. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PAGE_SIZE)
    .default(DEFAULT_PAGE_SIZE)
    .describe('Most items to return'),
  cursor: z
    .string()
    .min(1)
    .max(1000)
    .optional()
    .describe('"next" of the page before; without it the first page'),
});
export type PageQuery = z.output<typeof pageQuery>;

export interface Page<T> {
  items: T[];
  /** Cursor of the page after this one; null on the last. */
  next: string | null;
}

/** Schema of a page, for response classes: `class OrderPage extends createZodDto(zPage(zOrder)) {}`. */
export function zPage<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Turns the position after an item (sort key and id) into an opaque text. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64url');
}

/** @throws ProblemException 400 when the cursor was not made by {@link encodeCursor} for this list */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string): z.output<S> {
  const position = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  const parsed = schema.safeParse(position);
  if (!parsed.success) {
    throw new ProblemException(400, {
      type: 'bad-cursor',
      title: 'Unusable cursor',
      detail: 'The cursor does not belong to this list. Start again without a cursor.',
    });
  }
  return parsed.data;
}

/**
 * Builds a page from rows that were read with `LIMIT limit + 1`.
 * @param positionOf what {@link decodeCursor} gives back for the next page
 */
export function toPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => T,
  positionOf: (row: Row) => unknown,
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items: items.map(toItem), next: more ? encodeCursor(positionOf(last)) : null };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
