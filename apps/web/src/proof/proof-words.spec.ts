import { equationInWords, verdictInWords } from './proof-words';

const BOOKS = {
  cart: { orders: 62, loaded: 60, skipped: 2, difference: 0 },
  balanced: true,
  unexplained: [],
};

describe('the proof in one line', () => {
  it('says that the books balance', () => {
    expect([equationInWords(BOOKS), verdictInWords(BOOKS)]).toEqual([
      '62 orders = 60 loaded + 2 skipped',
      'balanced',
    ]);
  });

  it('says how many rows are unexplained', () => {
    expect(verdictInWords({ ...BOOKS, balanced: false, unexplained: [1, 2] })).toBe('2 unexplained');
  });
});
