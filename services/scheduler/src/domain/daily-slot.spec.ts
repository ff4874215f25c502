import { nextDailySlot } from './daily-slot';

/** All slots in [from, until). */
function slots(times: string[], timeZone: string, from: string, until: string): string[] {
  const found: string[] = [];
  let at = new Date(Date.parse(from) - 1);
  for (;;) {
    at = nextDailySlot({ kind: 'daily', times, timeZone }, at);
    if (at >= new Date(until)) return found;
    found.push(at.toISOString().replace(':00.000Z', 'Z'));
  }
}

describe('daily slots', () => {
  it.each([
    {
      name: 'a plain day in UTC has each time once',
      times: ['00:00', '12:30'],
      zone: 'UTC',
      from: '2026-03-02T00:00Z',
      until: '2026-03-03T00:00Z',
      expected: ['2026-03-02T00:00Z', '2026-03-02T12:30Z'],
    },
    {
      name: 'New York keeps local time when the clocks go forward, and a skipped 02:30 runs right after the gap',
      times: ['02:30'],
      zone: 'America/New_York',
      from: '2026-03-07T05:00Z',
      until: '2026-03-10T04:00Z',
      expected: ['2026-03-07T07:30Z', '2026-03-08T07:00Z', '2026-03-09T06:30Z'],
    },
    {
      name: 'New York runs a 01:30 that comes twice only the first time',
      times: ['01:30'],
      zone: 'America/New_York',
      from: '2026-10-31T04:00Z',
      until: '2026-11-03T05:00Z',
      expected: ['2026-10-31T05:30Z', '2026-11-01T05:30Z', '2026-11-02T06:30Z'],
    },
    {
      name: 'two times in one gap, and one at its end, are one run',
      times: ['02:10', '02:50', '03:00'],
      zone: 'Europe/Berlin',
      from: '2026-03-28T23:00Z',
      until: '2026-03-29T22:00Z',
      expected: ['2026-03-29T01:00Z'],
    },
    {
      name: 'Berlin runs 02:00 and 02:59 once each on the day on which the hour comes twice',
      times: ['02:00', '02:59', '03:00'],
      zone: 'Europe/Berlin',
      from: '2026-10-24T22:00Z',
      until: '2026-10-25T23:00Z',
      expected: ['2026-10-25T00:00Z', '2026-10-25T00:59Z', '2026-10-25T02:00Z'],
    },
    {
      name: 'Lord Howe goes forward by half an hour',
      times: ['02:15'],
      zone: 'Australia/Lord_Howe',
      from: '2026-10-03T00:00Z',
      until: '2026-10-05T13:00Z',
      // 02:00 +10:30 becomes 02:30 +11.
      expected: ['2026-10-03T15:30Z', '2026-10-04T15:15Z'],
    },
    {
      name: 'Lord Howe goes back by half an hour',
      times: ['01:45'],
      zone: 'Australia/Lord_Howe',
      from: '2026-04-03T13:00Z',
      until: '2026-04-05T13:30Z',
      // 02:00 +11 becomes 01:30 +10:30.
      expected: ['2026-04-03T14:45Z', '2026-04-04T14:45Z'],
    },
    {
      name: 'zones off the hour',
      times: ['06:00'],
      zone: 'Asia/Kathmandu',
      from: '2026-06-01T00:00Z',
      until: '2026-06-03T00:00Z',
      expected: ['2026-06-01T00:15Z', '2026-06-02T00:15Z'],
    },
    {
      name: "St. John's, half an hour off, goes forward",
      times: ['02:30'],
      zone: 'America/St_Johns',
      from: '2026-03-07T12:00Z',
      until: '2026-03-09T12:00Z',
      expected: ['2026-03-08T05:30Z', '2026-03-09T05:00Z'],
    },
    {
      name: 'the 29th of February of a leap year, then the 1st of March',
      times: ['02:30'],
      zone: 'America/New_York',
      from: '2028-02-28T06:00Z',
      until: '2028-03-02T06:00Z',
      expected: ['2028-02-28T07:30Z', '2028-02-29T07:30Z', '2028-03-01T07:30Z'],
    },
    {
      name: 'Cairo, whose clocks go forward at midnight, runs 00:00 and 00:30 together at 01:00',
      times: ['00:00', '00:30'],
      zone: 'Africa/Cairo',
      from: '2026-04-23T12:00Z',
      until: '2026-04-24T12:00Z',
      expected: ['2026-04-23T22:00Z'],
    },
    {
      name: 'a day that a zone left out (Apia, 30 December 2011) runs at its end',
      times: ['09:00'],
      zone: 'Pacific/Apia',
      from: '2011-12-29T12:00Z',
      until: '2011-12-31T12:00Z',
      expected: ['2011-12-29T19:00Z', '2011-12-30T10:00Z', '2011-12-30T19:00Z'],
    },
    {
      name: 'the furthest zones',
      times: ['00:00'],
      zone: 'Pacific/Kiritimati',
      from: '2026-01-01T00:00Z',
      until: '2026-01-02T00:00Z',
      expected: ['2026-01-01T10:00Z'],
    },
  ])('$name', ({ times, zone, from, until, expected }) => {
    expect(slots(times, zone, from, until)).toEqual(expected);
  });

  it.each(['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/Santiago'])(
    'has each day exactly once over four years in %s',
    (zone) => {
      const times = ['00:15', '01:30', '02:30', '23:45'];
      for (const time of times) {
        const days = slots([time], zone, '2025-01-01T12:00Z', '2029-01-01T12:00Z');
        expect(days).toHaveLength(1461);
        const gaps = days.slice(1).map((day, i) => Date.parse(day) - Date.parse(days[i]!));
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(22.5 * 3_600_000);
        expect(Math.max(...gaps)).toBeLessThanOrEqual(25.5 * 3_600_000);
      }
    },
  );

  it('never returns the instant it was asked about', () => {
    const plan = { kind: 'daily' as const, times: ['12:00'], timeZone: 'UTC' };
    expect(nextDailySlot(plan, new Date('2026-03-02T12:00:00.000Z'))).toEqual(
      new Date('2026-03-03T12:00:00.000Z'),
    );
    expect(nextDailySlot(plan, new Date('2026-03-02T11:59:59.999Z'))).toEqual(
      new Date('2026-03-02T12:00:00.000Z'),
    );
  });
});
