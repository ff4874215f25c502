import { cartOrder } from '@crossdock/domain';
import { toCartOrder } from './map';
import { order, type VendureOrder } from './wire';
import authorized from './fixtures/order-authorized.json';
import cancelled from './fixtures/order-cancelled.json';
import paid from './fixtures/order-paid.json';
import partly from './fixtures/order-partly-cancelled-and-shipped.json';

const NOBODY_ELSE = { precision: 2, fulfilledByOthers: new Set<string>() };

function read(fixture: object, change: object = {}): VendureOrder {
  return order.parse({ ...fixture, ...change });
}

describe('an order of Vendure as an order of the hub', () => {
  it('keeps number, amounts, lines in their order and the recipient', () => {
    const mapped = toCartOrder(read(paid), NOBODY_ELSE);
    expect(mapped).toEqual({
      externalId: '1',
      number: paid.code,
      placedAt: paid.orderPlacedAt,
      status: 'open',
      payment: 'paid',
      vendorStatus: 'PaymentSettled',
      shipMethod: { code: 'standard-shipping', name: 'Standard Shipping' },
      total: { amount: '49.99', currency: 'EUR' },
      lines: [
        { externalId: '1', sku: 'MUG-BLUE', name: 'Blue mug', quantity: 2, unitPrice: '12.50' },
        { externalId: '2', sku: 'TEE-M', name: 'Tee, size M', quantity: 1, unitPrice: '19.99' },
      ],
      shipTo: {
        name: 'Ada Example',
        company: 'Example Company',
        street: ['1 Sample Street', 'Floor 2'],
        city: 'Exampleton',
        region: 'Oregon',
        postalCode: '97001',
        country: 'US',
        phone: '+1 555 0100',
        email: 'ada@example.com',
      },
    });
    expect(cartOrder.parse(mapped)).toEqual(mapped);
  });

  it('tells an authorised payment from a settled one', () => {
    const mapped = toCartOrder(read(authorized), NOBODY_ELSE);
    expect(mapped).toMatchObject({
      payment: 'authorized',
      status: 'open',
      vendorStatus: 'PaymentAuthorized',
    });
  });

  it('counts cancelled units out, and units the hub shipped in', () => {
    const { lines, status, vendorStatus } = toCartOrder(read(partly), NOBODY_ELSE);
    expect({ lines, status, vendorStatus }).toEqual({
      status: 'open',
      vendorStatus: 'PartiallyShipped',
      lines: [
        { externalId: '4', sku: 'MUG-BLUE', name: 'Blue mug', quantity: 2, unitPrice: '12.50' },
        { externalId: '5', sku: 'TEE-M', name: 'Tee, size M', quantity: 2, unitPrice: '19.99' },
      ],
    });
  });

  it('counts out what the staff of the shop fulfilled past the hub', () => {
    const { lines } = toCartOrder(read(partly), { precision: 2, fulfilledByOthers: new Set(['1']) });
    expect(lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ['MUG-BLUE', 2],
      ['TEE-M', 1],
    ]);
  });

  it('is cancelled with nothing to ship when the shop cancelled it', () => {
    const { status, lines } = toCartOrder(read(cancelled), NOBODY_ELSE);
    expect({ status, quantities: lines.map(({ quantity }) => quantity) }).toEqual({
      status: 'canceled',
      quantities: [0],
    });
  });

  it('is fulfilled once every unit is in a fulfilment that stands', () => {
    const all = [
      { id: '7', state: 'Cancelled', method: '', lines: [{ orderLineId: '1', quantity: 2 }] },
      { id: '8', state: 'Shipped', method: '', lines: [{ orderLineId: '1', quantity: 2 }] },
      { id: '9', state: 'Pending', method: '', lines: [{ orderLineId: '2', quantity: 1 }] },
    ];
    const status = (fulfillments: object[]) =>
      toCartOrder(read(paid, { state: 'PartiallyShipped', fulfillments }), NOBODY_ELSE).status;
    expect([status(all), status(all.slice(0, 2)), status([])]).toEqual(['fulfilled', 'open', 'open']);
  });

  it.each(['Modifying', 'ArrangingAdditionalPayment', 'ArrangingPayment', 'AStateOfTheShopsOwn'])(
    'waits on hold in the state %s',
    (state) => {
      expect(toCartOrder(read(paid, { state }), NOBODY_ELSE).status).toBe('on_hold');
    },
  );

  it.each([
    ['paid', [{ state: 'Settled', amount: 4999, refunds: [] }]],
    ['paid', [{ state: 'Settled', amount: 4999, refunds: [{ state: 'Settled', total: 500 }] }]],
    ['refunded', [{ state: 'Settled', amount: 4999, refunds: [{ state: 'Pending', total: 4999 }] }]],
    ['paid', [{ state: 'Settled', amount: 4999, refunds: [{ state: 'Failed', total: 4999 }] }]],
    ['partially_paid', [{ state: 'Settled', amount: 1000, refunds: [] }]],
    [
      'authorized',
      [
        { state: 'Settled', amount: 1000, refunds: [] },
        { state: 'Authorized', amount: 3999, refunds: [] },
      ],
    ],
    ['unpaid', [{ state: 'Declined', amount: 4999, refunds: [] }]],
    ['unpaid', []],
  ])('is %s by its payments %j', (payment, payments) => {
    expect(toCartOrder(read(paid, { payments }), NOBODY_ELSE).payment).toBe(payment);
  });

  it('takes a free order as paid', () => {
    const free = { totalWithTax: 0, payments: [{ state: 'Settled', amount: 0, refunds: [] }] };
    expect(toCartOrder(read(paid, free), NOBODY_ELSE).payment).toBe('paid');
  });

  it('leaves off decimals that a currency does not have, and keeps a finer precision of the shop', () => {
    const total = (change: object, precision: number) =>
      toCartOrder(read(paid, change), { ...NOBODY_ELSE, precision }).total;
    expect([
      total({ totalWithTax: 150000, currencyCode: 'JPY' }, 2),
      total({ totalWithTax: 150050, currencyCode: 'JPY' }, 2),
      total({ totalWithTax: 49999 }, 3),
      total({ totalWithTax: -5 }, 2),
    ]).toEqual([
      { amount: '1500', currency: 'JPY' },
      { amount: '1500.50', currency: 'JPY' },
      { amount: '49.999', currency: 'EUR' },
      { amount: '-0.05', currency: 'EUR' },
    ]);
  });

  it('has no recipient without street or country', () => {
    const shipTo = (shippingAddress: object | null) =>
      toCartOrder(read(paid, { shippingAddress }), NOBODY_ELSE).shipTo;
    expect([
      shipTo(null),
      shipTo({}),
      shipTo({ ...paid.shippingAddress, streetLine1: ' ', streetLine2: null }),
      shipTo({ ...paid.shippingAddress, countryCode: '' }),
    ]).toEqual([null, null, null, null]);
  });

  it('takes name and phone from the customer where the address has none', () => {
    const bare = { ...paid.shippingAddress, fullName: '', phoneNumber: null, city: null };
    const customer = { ...paid.customer, phoneNumber: '+1 555 0199' };
    expect(toCartOrder(read(paid, { shippingAddress: bare, customer }), NOBODY_ELSE).shipTo).toMatchObject({
      name: 'Ada Example',
      phone: '+1 555 0199',
      city: '',
    });
  });

  it('orders lines by id as numbers, whatever order the database returns', () => {
    const [line] = paid.lines;
    const lines = ['10', '9', '2'].map((id) => ({ ...line, id }));
    const ids = toCartOrder(read(paid, { lines }), NOBODY_ELSE).lines.map(({ externalId }) => externalId);
    expect(ids).toEqual(['2', '9', '10']);
  });
});
