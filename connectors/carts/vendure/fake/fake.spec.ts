import { startVendureFake, type VendureFake } from '.';

describe('the fake shop', () => {
  let fake: VendureFake;
  afterEach(() => fake.close());

  async function shopWithOrder(payment: 'Settled' | 'Authorized' = 'Settled') {
    fake = await startVendureFake({ now: () => new Date('2026-03-01T12:00:00.000Z'), codePrefix: 'ONE' });
    fake.state.addProduct({ sku: 'MUG', name: 'Mug', price: 1250, stockOnHand: 10 });
    return fake.state.placeOrder({ lines: [{ sku: 'MUG', quantity: 2 }], payment });
  }

  it('moves updatedAt as Vendure does: back when an order is placed, on for a cancellation, not for an address', async () => {
    const order = await shopWithOrder();
    const { orderPlacedAt, updatedAt } = order;
    expect({ orderPlacedAt, updatedAt }).toEqual({
      orderPlacedAt: '2026-03-01T12:00:00.000Z',
      updatedAt: '2026-03-01T11:59:53.600Z',
    });
    fake.state.editAddress(order.id, { city: 'Sampleton' });
    expect(order.updatedAt).toBe(updatedAt);
    fake.state.cancelOrder(order.id);
    expect([order.state, order.updatedAt]).toEqual(['Cancelled', '2026-03-01T12:00:00.000Z']);
    expect(fake.state.stock('MUG')).toEqual({ onHand: 10, allocated: 0, saleable: 10 });
  });

  it('takes goods out of stock when a fulfilment is made, and leaves an unpaid order in its state', async () => {
    const order = await shopWithOrder('Authorized');
    expect(fake.state.stock('MUG')).toEqual({ onHand: 10, allocated: 2, saleable: 8 });
    fake.state.fulfillByStaff([{ orderLineId: order.lines[0]?.id ?? '', quantity: 2 }], 'BY-HAND');
    expect(fake.state.stock('MUG')).toEqual({ onHand: 8, allocated: 0, saleable: 8 });
    expect(order.state).toBe('PaymentAuthorized');
  });

  it('goes on from what an earlier one remembered', async () => {
    const order = await shopWithOrder();
    const data = JSON.parse(JSON.stringify(fake.state.snapshot()));
    await fake.close();
    fake = await startVendureFake({ codePrefix: 'ONE', data });
    expect(fake.state.order(order.id)).toEqual(order);
    expect(fake.state.placeOrder({ lines: [{ sku: 'MUG', quantity: 1 }] }).code).toBe('ONE-000004');
  });

  it('sells to people who do not exist', async () => {
    const { buyer } = await shopWithOrder();
    expect(buyer).toEqual({
      firstName: 'Cleo',
      lastName: 'Example',
      emailAddress: 'cleo.example.2@example.com',
      address: {
        fullName: 'Cleo Example',
        company: null,
        streetLine1: '3 Test Lane',
        streetLine2: null,
        city: 'Exampleton',
        province: 'Oregon',
        postalCode: '97002',
        countryCode: 'US',
        phoneNumber: '+1 555 0102',
      },
    });
  });
});
