import { SYNC_FUNCTIONS } from '@crossdock/domain';
import { zPlan } from './plan';
import { objectionTo } from './plan-rules';

const complaints = (plan: unknown) =>
  zPlan.safeParse(plan).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];

describe('a plan', () => {
  it.each([
    [
      { kind: 'interval', every: 5 },
      { kind: 'interval', every: 5, unit: 'minutes' },
    ],
    [
      { kind: 'interval', every: 5, unit: 'seconds' },
      { kind: 'interval', every: 5, unit: 'seconds' },
    ],
    [
      { kind: 'daily', times: ['14:00', '02:30', '14:00'], timeZone: 'Asia/Kolkata' },
      { kind: 'daily', times: ['02:30', '14:00'], timeZone: 'Asia/Kolkata' },
    ],
    [{ kind: 'automatic' }, { kind: 'automatic' }],
    [{ kind: 'off' }, { kind: 'off' }],
  ])('%j is understood', (plan, expected) => {
    expect(zPlan.parse(plan)).toEqual(expected);
  });

  it.each([
    [
      { kind: 'interval', every: 0 },
      'every: must be at least 1; to stop the function choose the kind "off" or pause the schedule',
    ],
    [
      { kind: 'interval', every: 1441 },
      'every: must be at most 1440; for less than once a day choose the kind "daily"',
    ],
    [{ kind: 'interval', every: 1.5 }, 'every: must be a whole number'],
    [
      { kind: 'daily', times: ['02:30'], timeZone: 'Mars/Olympus' },
      'timeZone: must be a time zone of the IANA database, such as "America/New_York" or "UTC"',
    ],
    [
      { kind: 'daily', times: ['02:30'], timeZone: '+02:00' },
      'timeZone: must be a time zone of the IANA database, such as "America/New_York" or "UTC"',
    ],
    [
      { kind: 'daily', times: ['25:00'], timeZone: 'UTC' },
      'times.0: must be a time of day from "00:00" to "23:59", such as "02:30"',
    ],
    [{ kind: 'daily', times: [], timeZone: 'UTC' }, 'times: give at least one time of day, such as "02:30"'],
    [{ kind: 'weekly' }, 'kind: must be one of "interval", "daily", "automatic" and "off"'],
  ])('%j is refused with what to do', (plan, complaint) => {
    expect(complaints(plan)).toEqual([complaint]);
  });

  it('can be Automatic only for functions that follow work inside the hub', () => {
    const refused = SYNC_FUNCTIONS.filter((fn) => objectionTo({ kind: 'automatic' }, fn, true) !== null);
    expect(refused).toEqual(['order-download', 'shipping-confirmations', 'inventory']);
  });

  it('has seconds only where they are allowed', () => {
    const plan = { kind: 'interval', every: 5, unit: 'seconds' } as const;
    expect(objectionTo(plan, 'inventory', true)).toBeNull();
    expect(objectionTo(plan, 'inventory', false)?.path).toBe('unit');
  });
});
