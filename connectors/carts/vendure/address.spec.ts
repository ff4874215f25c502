import { adminApiUrl, storeIdentity } from './address';

describe('the address of a shop', () => {
  it.each([
    ['https://Shop.Example.com', 'https://shop.example.com/admin-api'],
    ['https://shop.example.com/', 'https://shop.example.com/admin-api'],
    ['https://shop.example.com:443/admin-api//', 'https://shop.example.com/admin-api'],
    ['https://user:pw@shop.example.com/api/admin?x=1#y', 'https://shop.example.com/api/admin'],
    ['http://shop.example.com:3000/admin-api', 'http://shop.example.com:3000/admin-api'],
  ])('has one spelling: %s', (adminApi, spelling) => {
    expect(adminApiUrl({ adminApiUrl: adminApi })).toBe(spelling);
  });

  it('is another store in another channel', () => {
    const settings = { adminApiUrl: 'https://shop.example.com' };
    expect([storeIdentity(settings), storeIdentity({ ...settings, channelToken: 'b2b' })]).toEqual([
      'https://shop.example.com/admin-api',
      'https://shop.example.com/admin-api#b2b',
    ]);
  });
});
