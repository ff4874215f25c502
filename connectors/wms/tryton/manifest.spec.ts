import { secretFields } from '@crossdock/connector-sdk';
import { credentials, settings, warehouseIdentity } from './manifest';

const given = { url: 'https://Tryton.example.com:443/base/', database: 'wms' };

describe('the settings of a Tryton connection', () => {
  it('assume the usual warehouse and clock', () => {
    expect(settings.parse(given)).toEqual({ ...given, warehouseCode: 'WH', timeZone: 'UTC' });
  });

  it.each([
    [{ ...given, url: 'ftp://example.com' }],
    [{ ...given, url: 'tryton.example.com' }],
    [{ ...given, database: '' }],
    [{ ...given, timeZone: 'Mars/Olympus' }],
  ])('refuse %j', (wrong) => {
    expect(settings.safeParse(wrong).success).toBe(false);
  });

  it('name one warehouse alike however its address is written', () => {
    const user = { user: 'hub', password: 'secret' };
    const same = { ...given, url: 'https://tryton.example.com/base' };
    expect(warehouseIdentity(user, settings.parse(given))).toBe('https://tryton.example.com/base/wms#WH');
    expect(warehouseIdentity(user, settings.parse(same))).toBe('https://tryton.example.com/base/wms#WH');
  });

  it('hold one secret', () => {
    expect(secretFields(credentials)).toEqual(['password']);
  });
});
