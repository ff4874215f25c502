import { ProblemError, type Cursor } from '@crossdock/connector-sdk';
import type { z } from 'zod';

/** The saved cursor, or the start when there is none or an older version of the connector left it. */
export function resumeFrom<C extends Cursor>(schema: z.ZodType<C>, saved: unknown, start: C): C {
  if (saved === null) return start;
  const parsed = schema.safeParse(saved);
  return parsed.success ? parsed.data : start;
}

/** @throws ProblemError `unexpected` when the server says that there is more but gives the same page again */
export function assertMoved(before: Cursor, page: { next: Cursor; more: boolean }): void {
  if (!page.more || !sameCursor(before, page.next)) return;
  throw new ProblemError({
    kind: 'unexpected',
    code: 'paging-stuck',
    message: 'The server says that there is more to read but returns the same page again.',
    fix: 'Check that nothing between us and the server keeps old answers; otherwise tell the operator.',
  });
}

function sameCursor(a: Cursor, b: Cursor): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
