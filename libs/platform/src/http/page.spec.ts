import { z } from 'zod';
import { decodeCursor, encodeCursor, pageQuery, toPage } from './page';
import { ProblemException } from './problem.exception';

const zPosition = z.tuple([z.string(), z.number()]);

describe('paging', () => {
  it('gives a position back as it was', () => {
    expect(decodeCursor(zPosition, encodeCursor(['ünï', 5]))).toEqual(['ünï', 5]);
  });

  it.each(['%%%', 'bm90IGpzb24', encodeCursor({ other: 'list' })])(
    'answers 400 to the cursor %p',
    (cursor) => {
      expect(() => decodeCursor(zPosition, cursor)).toThrow(ProblemException);
      expect(() => decodeCursor(zPosition, cursor)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );

  it('points to the next page only when a row more than asked for was found', () => {
    const page = (rows: number[]) =>
      toPage(
        rows,
        2,
        (row) => ({ row }),
        (row) => row,
      );
    expect(page([1, 2, 3])).toEqual({ items: [{ row: 1 }, { row: 2 }], next: encodeCursor(2) });
    expect(page([1, 2])).toEqual({ items: [{ row: 1 }, { row: 2 }], next: null });
    expect(page([])).toEqual({ items: [], next: null });
  });

  it('reads the query as text and refuses absurd sizes', () => {
    expect(pageQuery.parse({ limit: '10' })).toEqual({ limit: 10 });
    expect(pageQuery.parse({})).toEqual({ limit: 50 });
    expect(pageQuery.safeParse({ limit: '0' }).success).toBe(false);
    expect(pageQuery.safeParse({ limit: '1000000' }).success).toBe(false);
  });
});
