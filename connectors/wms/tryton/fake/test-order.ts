import type { WmsOrder } from '@crossdock/connector-sdk';

/** An order for a fictional recipient. */
export function testOrder(key: string, change: Partial<WmsOrder> = {}): WmsOrder {
  return {
    key,
    number: '1001',
    placedAt: '2026-05-04T03:02:01.000Z',
    shipMethod: { code: 'GROUND', name: 'Ground' },
    currency: 'USD',
    shipTo: {
      name: 'Ana Diaz',
      company: 'Acme Inc',
      street: ['1 Main St', 'Floor 2'],
      city: 'San Jose',
      region: 'CA',
      postalCode: '95113',
      country: 'US',
      phone: '+1 408 555 0100',
      email: 'ana@example.com',
    },
    lines: [
      { reference: 'line-1', sku: 'MUG', name: 'Mug', quantity: 2, unitPrice: '12.345678' },
      { reference: 'line-2', sku: 'TEA', name: 'Tea', quantity: 1, unitPrice: null },
    ],
    ...change,
  };
}
