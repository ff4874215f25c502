import { decimal, type TrytonClient } from './tryton-client';

/** Countries that shops ship to in the tests, with the subdivisions that their addresses name. */
const COUNTRIES = [
  { code: 'US', name: 'United States', subdivisions: { 'US-CA': 'California', 'US-NY': 'New York' } },
  { code: 'GB', name: 'United Kingdom', subdivisions: {} },
  { code: 'DE', name: 'Germany', subdivisions: { 'DE-BY': 'Bayern' } },
];

export const CARRIER = 'Parcel Express';

/** What every Tryton needs once before a warehouse can work in it: a company, countries, a box and a carrier. */
export async function setUpCompany(login: () => Promise<TrytonClient>): Promise<void> {
  const first = await login();
  const currency = await first.create('currency.currency', {
    name: 'US Dollar',
    symbol: '$',
    code: 'USD',
    numeric_code: '840',
    rounding: decimal('0.01'),
    digits: 2,
    rates: [['create', [{ rate: decimal('1') }]]],
  });
  const party = await first.create('party.party', { name: 'North Dock Warehousing' });
  const company = await first.create('company.company', { party, currency });
  const [administrator] = await first.search<{ id: number }>('res.user', [['login', '=', 'admin']], ['id']);
  await first.write('res.user', [administrator!.id], { companies: [['add', [company]]], company });

  const client = await login();
  for (const { code, name, subdivisions } of COUNTRIES)
    await client.create('country.country', {
      code,
      name,
      subdivisions: [
        ['create', Object.entries(subdivisions).map(([code, name]) => ({ code, name, type: 'state' }))],
      ],
    });
  await client.create('stock.package.type', { name: 'Box' });
  const [unit] = await client.search<{ id: number }>('product.uom', [['symbol', '=', 'u']], ['id']);
  const template = await client.create('product.template', {
    name: CARRIER,
    type: 'service',
    default_uom: unit!.id,
    list_price: decimal('0'),
    cost_price_method: 'fixed',
    products: [['create', [{}]]],
  });
  const [service] = await client.search<{ id: number }>(
    'product.product',
    [['template', '=', template]],
    ['id'],
  );
  await client.create('carrier', {
    party: await client.create('party.party', { name: CARRIER }),
    carrier_product: service!.id,
    carrier_cost_method: 'product',
  });
}
