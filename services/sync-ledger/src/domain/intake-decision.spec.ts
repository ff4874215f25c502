import type { Evaluation } from './evaluate-order';
import { decideIntake, type Arrival, type IntakeDecision, type StoredOrder } from './intake-decision';
import type { OrderState } from './order-state';

const ready: Evaluation = { outcome: 'ready', wmsMethod: null };
const unmapped: Evaluation = {
  outcome: 'held',
  reason: 'ship-method-unmapped',
  detail: 'No method.',
  wmsMethod: null,
};
const unpaid: Evaluation = { outcome: 'skip', reason: 'not-paid', detail: 'Unpaid.' };
const fulfilled: Evaluation = { outcome: 'skip', reason: 'already-fulfilled', detail: 'Fulfilled.' };

const content = (revision: number, evaluation: Evaluation = ready, differences: string[] = []): Arrival => ({
  kind: 'content',
  revision,
  evaluation,
  differences,
});
const canceled = (revision: number): Arrival => ({ kind: 'cancel', revision });
const nothing: StoredOrder = { as: 'nothing' };
const skipped: StoredOrder = { as: 'skipped', revision: 2 };
const loaded = (state: OrderState, more: Partial<StoredOrder & { as: 'loaded' }> = {}): StoredOrder => ({
  as: 'loaded',
  revision: 2,
  deliveryAttempt: 0,
  reason: null,
  cancelState: null,
  ...more,
  state,
});
const asNew = { state: 'new', reason: null, detail: null } as const;
const asHeld = { state: 'held', reason: 'ship-method-unmapped', detail: 'No method.' } as const;
const skipCanceled: IntakeDecision = {
  act: 'skip',
  reason: 'canceled',
  detail: 'The cart had canceled the order before it was loaded.',
};

const cases: [string, StoredOrder, Arrival, IntakeDecision][] = [
  ['a new order that fits is loaded', nothing, content(1), { act: 'load', ...asNew }],
  [
    'a new order that must wait is loaded and held',
    nothing,
    content(1, unmapped),
    { act: 'load', ...asHeld },
  ],
  [
    'a new order that does not fit is skipped',
    nothing,
    content(1, unpaid),
    { act: 'skip', reason: 'not-paid', detail: 'Unpaid.' },
  ],
  ['an unknown order that was canceled is skipped', nothing, canceled(1), skipCanceled],
  ['a skipped order that fits now is loaded', skipped, content(3), { act: 'load', ...asNew }],
  ['a skipped order that was canceled stays skipped', skipped, canceled(3), skipCanceled],
  ['an older revision of a skipped order is ignored', skipped, content(1), { act: 'ignore' }],
  ['the same revision is ignored', loaded('new'), content(2), { act: 'ignore' }],
  ['an older cancellation is ignored', loaded('new'), canceled(1), { act: 'ignore' }],
  ['a change of a new order replaces it', loaded('new'), content(3), { act: 'replace', ...asNew }],
  [
    'a change of an order in error sends it again',
    loaded('error', { reason: 'bad-sku', deliveryAttempt: 1 }),
    content(3),
    { act: 'replace', ...asNew },
  ],
  [
    'a loaded order that became unpaid is held',
    loaded('new'),
    content(3, unpaid),
    { act: 'replace', state: 'held', reason: 'not-paid', detail: 'Unpaid.' },
  ],
  [
    'a loaded order that the cart fulfilled will not be sent',
    loaded('held', { reason: 'ship-method-unmapped' }),
    content(3, fulfilled),
    { act: 'replace', state: 'canceled', reason: 'already-fulfilled', detail: 'Fulfilled.' },
  ],
  [
    "a person's hold outlives a change in the cart",
    loaded('held', { reason: 'operator' }),
    content(3),
    { act: 'replace', state: 'held', reason: 'operator', detail: 'Somebody put the order on hold.' },
  ],
  [
    'a change of an order at the warehouse is kept and told',
    loaded('at_wms', { deliveryAttempt: 1 }),
    content(3, ready, ['lines or quantities']),
    { act: 'keep', late: ['lines or quantities'], alert: true },
  ],
  [
    'a change that the warehouse need not know is no alert',
    loaded('at_wms', { deliveryAttempt: 1 }),
    content(3),
    { act: 'keep', late: [], alert: false },
  ],
  [
    'a change of a shipped order is no alert',
    loaded('shipped', { deliveryAttempt: 1 }),
    content(3, ready, ['recipient']),
    { act: 'keep', late: ['recipient'], alert: false },
  ],
  ['a cancellation of a loaded order is a cancel', loaded('at_wms'), canceled(3), { act: 'cancel' }],
  [
    'an order whose cancellation is pending is not sent again',
    loaded('error', { deliveryAttempt: 1, cancelState: 'requested' }),
    content(3),
    { act: 'keep', late: [], alert: false },
  ],
  [
    'the cart may open an order again that no warehouse ever saw',
    loaded('canceled', { reason: 'canceled-in-cart' }),
    content(3),
    { act: 'replace', ...asNew },
  ],
  [
    'an order that a person canceled stays canceled',
    loaded('canceled', { reason: 'operator' }),
    content(3),
    { act: 'keep', late: [], alert: false },
  ],
  [
    'an order that was canceled at the warehouse stays canceled',
    loaded('canceled', { reason: 'canceled-at-warehouse', deliveryAttempt: 1 }),
    content(3),
    { act: 'keep', late: [], alert: false },
  ],
];

test.each(cases)('%s', (_, stored, arrival, expected) => {
  expect(decideIntake(stored, arrival)).toEqual(expected);
});

test('looking again takes the revision that is known and no other', () => {
  const held = loaded('held', { reason: 'ship-method-unmapped' });
  expect(decideIntake(held, content(2), true)).toEqual({ act: 'replace', ...asNew });
  expect(decideIntake(held, content(1), true)).toEqual({ act: 'ignore' });
});
