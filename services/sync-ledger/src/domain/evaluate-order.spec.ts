import { evaluateOrder, type Evaluation, type OrderFacts } from './evaluate-order';
import { DEFAULT_RULES, type OrderRules } from './order-rules';

const express = { code: 'EXPRESS', name: 'Express' };
const order: OrderFacts = {
  status: 'open',
  payment: 'paid',
  vendorStatus: 'PaymentSettled',
  placedAt: new Date('2026-03-02T08:00:00Z'),
  hasAddress: true,
  shipMethod: express,
  lines: [{ sku: 'A', quantity: 2 }],
};
const mapped = { code: 'UPS-2D', name: 'UPS 2nd day' };
const ready: Evaluation = { outcome: 'ready', wmsMethod: mapped };

type Case = [string, Partial<OrderFacts>, Partial<OrderRules>, typeof mapped | null, Evaluation];

const cases: Case[] = [
  ['an order that fits is ready', {}, {}, mapped, ready],
  ['an authorized payment is enough', { payment: 'authorized' }, {}, mapped, ready],
  [
    'an unpaid order is skipped',
    { payment: 'unpaid' },
    {},
    mapped,
    {
      outcome: 'skip',
      reason: 'not-paid',
      detail: 'The payment is unpaid; the rules load paid, authorized.',
    },
  ],
  ['rules may let unpaid orders through', { payment: 'unpaid' }, { payments: ['unpaid'] }, mapped, ready],
  [
    'an order from before the earliest date is skipped',
    {},
    { earliestOrderDate: new Date('2026-03-02T08:00:00.001Z') },
    mapped,
    {
      outcome: 'skip',
      reason: 'too-old',
      detail: 'Placed at 2026-03-02T08:00:00.000Z; the earliest order date is 2026-03-02T08:00:00.001Z.',
    },
  ],
  [
    'an order of that very moment is loaded',
    {},
    { earliestOrderDate: new Date('2026-03-02T08:00:00Z') },
    mapped,
    ready,
  ],
  [
    'an order on hold in the cart is skipped',
    { status: 'on_hold', vendorStatus: 'Arranging' },
    {},
    mapped,
    {
      outcome: 'skip',
      reason: 'status-filtered',
      detail: 'The cart says "Arranging" (on_hold); the rules load open.',
    },
  ],
  [
    'a canceled order is skipped whatever the rules say',
    { status: 'canceled' },
    { statuses: ['canceled'] },
    mapped,
    {
      outcome: 'skip',
      reason: 'canceled',
      detail: 'The cart had canceled the order before it was loaded.',
    },
  ],
  [
    'an order that was fulfilled in the cart is skipped',
    { status: 'fulfilled' },
    {},
    mapped,
    {
      outcome: 'skip',
      reason: 'already-fulfilled',
      detail: 'The cart shows the order as fulfilled: it was shipped outside the hub.',
    },
  ],
  [
    'an order with nothing left to ship is skipped',
    { lines: [{ sku: 'A', quantity: 0 }] },
    {},
    mapped,
    {
      outcome: 'skip',
      reason: 'nothing-to-ship',
      detail: 'No line of the order has anything left to ship.',
    },
  ],
  [
    'an order without an address is skipped',
    { hasAddress: false },
    {},
    mapped,
    {
      outcome: 'skip',
      reason: 'no-address',
      detail: 'The cart gave no address that the order could be shipped to.',
    },
  ],
  [
    'an unmapped ship method holds the order',
    {},
    {},
    null,
    {
      outcome: 'held',
      reason: 'ship-method-unmapped',
      detail: 'Ship method "Express" has no warehouse method yet.',
      wmsMethod: null,
    },
  ],
  [
    'an unmapped ship method passes through when the rules say so',
    {},
    { unmappedShipMethod: 'pass_through' },
    null,
    { outcome: 'ready', wmsMethod: express },
  ],
  [
    'a mapped method is used also with pass-through',
    {},
    { unmappedShipMethod: 'pass_through' },
    mapped,
    ready,
  ],
  [
    'an order without a ship method leaves the choice to the warehouse',
    { shipMethod: null },
    {},
    null,
    { outcome: 'ready', wmsMethod: null },
  ],
  [
    'a line without SKU holds the order',
    {
      lines: [
        { sku: 'A', quantity: 1 },
        { sku: ' ', quantity: 1 },
      ],
    },
    {},
    mapped,
    {
      outcome: 'held',
      reason: 'sku-missing',
      detail: 'A line has no SKU, so the warehouse cannot know the product.',
      wmsMethod: mapped,
    },
  ],
  [
    'a line without SKU and without quantity does not matter',
    {
      lines: [
        { sku: 'A', quantity: 1 },
        { sku: '', quantity: 0 },
      ],
    },
    {},
    mapped,
    ready,
  ],
];

test.each(cases)('%s', (_, facts, rules, method, expected) => {
  expect(evaluateOrder({ ...order, ...facts }, { ...DEFAULT_RULES, ...rules }, method)).toEqual(expected);
});
