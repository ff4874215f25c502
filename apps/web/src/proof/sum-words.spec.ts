import { sumInWords } from './sum-words';

describe('sumInWords', () => {
  it('names the parts that are there', () => {
    expect(sumInWords(60, { 'at the warehouse': 58, held: 2, canceled: 0 })).toBe(
      '60 = 58 at the warehouse + 2 held',
    );
    expect(sumInWords(0, { held: 0 })).toBe('0');
  });
});
