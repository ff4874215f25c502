import { dateTimeOfStamp, instantOf, minutesBefore, stampOf, stampOfDate } from './server-time';

describe('times of the database', () => {
  const time = {
    __class__: 'datetime' as const,
    year: 2026,
    month: 5,
    day: 4,
    hour: 3,
    minute: 2,
    second: 1,
    microsecond: 9,
  };

  it('become text that sorts, and come back', () => {
    expect(stampOf(time)).toBe('2026-05-04T03:02:01.000009');
    expect(dateTimeOfStamp('2026-05-04T03:02:01.000009')).toEqual(time);
    expect(stampOfDate(new Date('2026-05-04T03:02:01.5Z'))).toBe('2026-05-04T03:02:01.500000');
  });

  it('are moved back by minutes', () => {
    expect(minutesBefore('2026-05-04T00:04:01.123456', 5)).toBe('2026-05-03T23:59:01.123000');
  });

  it.each([
    ['2026-05-04T03:02:01.500000', 'UTC', '2026-05-04T03:02:01.500Z'],
    ['2026-05-04T03:02:01.500000', 'America/New_York', '2026-05-04T07:02:01.500Z'],
    ['2026-05-04T03:02:01.500000', 'Asia/Kolkata', '2026-05-03T21:32:01.500Z'],
    // The hour that comes twice.
    ['2026-10-25T02:30:00.000000', 'Europe/Berlin', '2026-10-25T01:30:00.000Z'],
    ['2026-10-25T03:30:00.000000', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
  ])('%s in %s is %s', (stamp, zone, instant) => {
    expect(instantOf(stamp, zone)).toBe(instant);
  });
});
