import { z } from 'zod';
import { assertMoved, resumeFrom } from './cursor';

describe('a cursor', () => {
  const schema = z.object({ page: z.int() });

  it('is taken up where it was left, and from the start when it is missing or of another version', () => {
    const start = { page: 0 };
    expect([null, { page: 3 }, { since: 'x' }].map((saved) => resumeFrom(schema, saved, start))).toEqual([
      { page: 0 },
      { page: 3 },
      { page: 0 },
    ]);
  });

  it('must move while there is more to read', () => {
    const same = { a: 1, b: null };
    expect(() => assertMoved(same, { next: { b: null, a: 1 }, more: true })).toThrow('same page');
    expect(() => assertMoved(same, { next: same, more: false })).not.toThrow();
    expect(() => assertMoved(same, { next: { a: 2, b: null }, more: true })).not.toThrow();
    expect(() => assertMoved(same, { next: { a: 1 }, more: true })).not.toThrow();
  });
});
