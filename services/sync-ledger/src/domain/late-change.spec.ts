import { lateChanges } from './late-change';

const delivered = {
  state: 'at_wms' as const,
  shipMethodCode: 'EXPRESS',
  lines: [
    { externalId: 'L1', sku: 'A', quantity: 2 },
    { externalId: 'L2', sku: 'B', quantity: 1 },
  ],
};
const same = { ...delivered, status: 'open', payment: 'paid' };

test('the same content in another order is no change', () => {
  expect(lateChanges(delivered, { ...same, lines: [...delivered.lines].reverse() }, false)).toEqual([]);
});

test('a line without quantity is no line', () => {
  const lines = [...delivered.lines, { externalId: 'L3', sku: 'C', quantity: 0 }];
  expect(lateChanges(delivered, { ...same, lines }, false)).toEqual([]);
});

test('what the hub itself fulfilled is no change', () => {
  for (const state of ['shipped', 'confirmed'] as const)
    expect(lateChanges({ ...delivered, state }, { ...same, status: 'fulfilled' }, false)).toEqual([]);
});

test('everything that the warehouse should know is named', () => {
  const now = {
    shipMethodCode: null,
    lines: [{ externalId: 'L1', sku: 'A', quantity: 1 }],
    status: 'fulfilled',
    payment: 'refunded',
  };
  expect(lateChanges(delivered, now, true)).toEqual([
    'lines or quantities',
    'recipient',
    'ship method',
    'fulfilled in the cart by somebody else',
    'refunded',
  ]);
});
