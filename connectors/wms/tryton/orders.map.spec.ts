import { testOrder } from './fake/test-order';
import { toParty, toReceipt, toShipmentOut, type MasterData } from './orders.map';

const today = { __class__: 'date' as const, year: 2026, month: 5, day: 4 };
const master: MasterData = {
  company: 1,
  companyCurrency: 11,
  warehouse: 5,
  outputLocation: 2,
  today,
  countries: new Map([
    ['US', 21],
    ['DE', 22],
  ]),
  currencies: new Map([['USD', 11]]),
  subdivisions: [
    { id: 31, country: 21, code: 'US-CA', name: 'California' },
    { id: 32, country: 22, code: 'DE-BY', name: 'Bayern' },
  ],
  products: new Map([
    ['MUG', { id: 41, unit: 1 }],
    ['TEA', { id: 42, unit: 1 }],
  ]),
};
const addressOf = (order: ReturnType<typeof testOrder>) =>
  (toParty(order, master, 'checked').addresses[0]![1] as object[])[0];

describe('an order on its way to Tryton', () => {
  it('becomes a party with our reference as its code', () => {
    expect(toParty(testOrder('CD1'), master, 'checked')).toEqual({
      code: 'CD1',
      name: 'Ana Diaz',
      addresses: [
        [
          'create',
          [
            {
              party_name: 'Ana Diaz',
              street: 'Acme Inc\n1 Main St\nFloor 2',
              postal_code: '95113',
              city: 'San Jose',
              country: 21,
              subdivision: 31,
            },
          ],
        ],
      ],
      contact_mechanisms: [
        [
          'create',
          [
            { type: 'phone', value: '+1 408 555 0100' },
            { type: 'email', value: 'ana@example.com' },
          ],
        ],
      ],
    });
  });

  it('keeps contacts that Tryton does not take as plain text, and leaves out what is not there', () => {
    const { shipTo } = testOrder('CD1');
    expect(toParty(testOrder('CD1'), master, 'unchecked').contact_mechanisms).toEqual([
      [
        'create',
        [
          { type: 'other', value: '+1 408 555 0100' },
          { type: 'other', value: 'ana@example.com' },
        ],
      ],
    ]);
    const silent = testOrder('CD1', { shipTo: { ...shipTo, phone: null, email: null } });
    expect(toParty(silent, master, 'checked')).not.toHaveProperty('contact_mechanisms');
  });

  it.each([
    ['US', 'us-ca', 31, 'San Jose'],
    ['US', 'california', 31, 'San Jose'],
    ['DE', 'BY', 32, 'San Jose'],
    ['US', 'BY', null, 'San Jose, BY'],
    ['US', null, null, 'San Jose'],
  ])('finds region %s %s, or prints it beside the city', (country, region, subdivision, city) => {
    const { shipTo } = testOrder('CD1');
    expect(addressOf(testOrder('CD1', { shipTo: { ...shipTo, country, region } }))).toMatchObject({
      subdivision,
      city,
    });
  });

  it('becomes a customer shipment', () => {
    const party = { id: 51, code: 'CD1', addresses: [52], customer_location: 7 };
    const move = { uom: 1, from_location: 2, to_location: 7, company: 1, currency: 11 };
    expect(toShipmentOut(testOrder('CD1'), party, master)).toEqual({
      company: 1,
      customer: 51,
      delivery_address: 52,
      warehouse: 5,
      reference: 'CD1',
      planned_date: today,
      outgoing_moves: [
        [
          'create',
          [
            { ...move, product: 41, quantity: 2, unit_price: { __class__: 'Decimal', decimal: '12.3457' } },
            { ...move, product: 42, quantity: 1, unit_price: { __class__: 'Decimal', decimal: '0' } },
          ],
        ],
      ],
    });
  });

  it('has no prices in a currency that Tryton does not keep', () => {
    const party = { id: 51, code: 'CD1', addresses: [52], customer_location: 7 };
    const shipment = toShipmentOut(testOrder('CD1', { currency: 'CHF' }), party, master);
    const prices = (shipment.outgoing_moves[0]![1] as { unit_price: object; currency: number }[]).map(
      ({ unit_price, currency }) => ({ unit_price, currency }),
    );
    const none = { unit_price: { __class__: 'Decimal', decimal: '0' }, currency: 11 };
    expect(prices).toEqual([none, none]);
  });

  it('is known by the shipment that was made of it', () => {
    expect(toReceipt({ id: 17, number: '0017' })).toEqual({ wmsOrderId: '17', wmsOrderNumber: '0017' });
  });
});
