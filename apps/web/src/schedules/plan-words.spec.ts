import { planInWords } from './plan-words';

describe('planInWords', () => {
  it('says each kind of plan as people do', () => {
    expect([
      planInWords({ kind: 'interval', every: 5, unit: 'minutes' }),
      planInWords({ kind: 'interval', every: 1, unit: 'minutes' }),
      planInWords({ kind: 'interval', every: 10, unit: 'seconds' }),
      planInWords({ kind: 'daily', times: ['02:30'], timeZone: 'America/New_York' }),
      planInWords({ kind: 'daily', times: ['02:30', '12:00', '18:00'], timeZone: 'UTC' }),
      planInWords({ kind: 'automatic' }),
      planInWords({ kind: 'off' }),
    ]).toEqual([
      'every 5 minutes',
      'every minute',
      'every 10 seconds',
      'daily at 02:30 America/New_York',
      'daily at 02:30, 12:00 and 18:00 UTC',
      'automatic',
      'off',
    ]);
  });
});
