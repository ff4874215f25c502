import { ago, duration } from './time';

const NOW = Date.parse('2026-03-01T12:00:00Z');

describe('ago', () => {
  it.each([
    ['2026-03-01T11:59:58Z', 'now'],
    ['2026-03-01T11:59:20Z', '40 seconds ago'],
    ['2026-03-01T11:57:00Z', '3 minutes ago'],
    ['2026-03-01T14:00:00Z', 'in 2 hours'],
    ['2026-02-28T12:00:00Z', 'yesterday'],
    ['2026-01-05T12:00:00Z', '5 Jan 2026'],
  ])('says %s as "%s"', (at, words) => {
    expect(ago(at, NOW)).toBe(words);
  });
});

describe('duration', () => {
  it('takes the unit that people would', () => {
    expect([duration(850), duration(12_400), duration(185_000)]).toEqual(['850 ms', '12 s', '3 min']);
  });
});
