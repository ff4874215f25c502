import fc from 'fast-check';
import {
  ORDER_STATES,
  transition,
  type CancelState,
  type OrderEvent,
  type OrderStanding,
  type OrderState,
  type Transition,
} from './order-state';

const standing = (state: OrderState, more: Partial<OrderStanding> = {}): OrderStanding => ({
  state,
  reason: null,
  cancelState: null,
  ...more,
});
const to = (state: OrderState, more: Partial<OrderStanding> = {}): Transition => ({
  ok: true,
  ...standing(state, more),
});
const no = (refusal: Extract<Transition, { ok: false }>['refusal']): Transition => ({ ok: false, refusal });

const hold: OrderEvent = { kind: 'hold', reason: 'operator' };
const cancel: OrderEvent = { kind: 'cancel', reason: 'canceled-in-cart' };
const held = { reason: 'operator' };

const cases: [string, OrderStanding, OrderEvent, Transition][] = [
  ['a new order can be held', standing('new'), hold, to('held', held)],
  ['an order at the warehouse cannot be held', standing('at_wms'), hold, no('at-warehouse')],
  ['a held order is released', standing('held', held), { kind: 'release' }, to('new')],
  ['a new order cannot be released', standing('new'), { kind: 'release' }, no('not-applicable')],
  [
    'an order in error is sent again',
    standing('error', { reason: 'bad-sku' }),
    { kind: 'resend' },
    to('new'),
  ],
  [
    'an order whose cancellation is pending is not sent again',
    standing('error', { cancelState: 'requested' }),
    { kind: 'resend' },
    no('cancel-pending'),
  ],
  ['a shipped order is not sent again', standing('shipped'), { kind: 'resend' }, no('already-shipped')],
  ['only a new order is sent', standing('held', held), { kind: 'send' }, no('not-applicable')],
  ['a new order is sent', standing('new'), { kind: 'send' }, to('sending')],
  ['the warehouse takes it', standing('sending'), { kind: 'delivered' }, to('at_wms')],
  [
    'a delivery verdict keeps a pending cancellation',
    standing('sending', { cancelState: 'requested' }),
    { kind: 'delivered' },
    to('at_wms', { cancelState: 'requested' }),
  ],
  ['a shipment that came first stands', standing('shipped'), { kind: 'delivered' }, to('shipped')],
  ['a canceled order stays canceled', standing('canceled'), { kind: 'delivered' }, no('already-canceled')],
  [
    'a refused order is in error',
    standing('sending'),
    { kind: 'delivery-failed', code: 'bad-sku' },
    to('error', { reason: 'bad-sku' }),
  ],
  [
    'a refusal after the order arrived is old news',
    standing('at_wms'),
    { kind: 'delivery-failed', code: 'bad-sku' },
    no('not-applicable'),
  ],
  [
    'an order in the hub is canceled at once',
    standing('held', held),
    cancel,
    to('canceled', { reason: 'canceled-in-cart' }),
  ],
  [
    'an order being sent waits for a verdict',
    standing('sending'),
    cancel,
    to('sending', { cancelState: 'requested' }),
  ],
  [
    'a refused cancellation can be asked again',
    standing('at_wms', { cancelState: 'refused' }),
    cancel,
    to('at_wms', { cancelState: 'requested' }),
  ],
  [
    'a cancellation is asked once',
    standing('at_wms', { cancelState: 'requested' }),
    cancel,
    no('cancel-pending'),
  ],
  ['what has shipped cannot be canceled', standing('partially_shipped'), cancel, no('already-shipped')],
  [
    'the warehouse confirms the cancellation',
    standing('at_wms', { cancelState: 'requested' }),
    { kind: 'cancel-concluded', verdict: 'canceled' },
    to('canceled', { reason: 'canceled-at-warehouse' }),
  ],
  [
    'the warehouse never had the order',
    standing('sending', { cancelState: 'requested' }),
    { kind: 'cancel-concluded', verdict: 'absent' },
    to('canceled', { reason: 'canceled-before-warehouse' }),
  ],
  [
    'the warehouse refuses and the order goes on',
    standing('at_wms', { cancelState: 'requested' }),
    { kind: 'cancel-concluded', verdict: 'refused' },
    to('at_wms', { cancelState: 'refused' }),
  ],
  [
    'a part ships before the delivery verdict',
    standing('sending'),
    { kind: 'shipped', amount: 'part' },
    to('partially_shipped'),
  ],
  ['the rest ships', standing('partially_shipped'), { kind: 'shipped', amount: 'all' }, to('shipped')],
  ['a voided shipment takes it back', standing('shipped'), { kind: 'shipped', amount: 'none' }, to('at_wms')],
  [
    'a shipment of a canceled order is refused',
    standing('canceled'),
    { kind: 'shipped', amount: 'all' },
    no('already-canceled'),
  ],
  ['the cart shows every parcel', standing('shipped'), { kind: 'confirmed' }, to('confirmed')],
  [
    'a confirmed order stays confirmed',
    standing('confirmed'),
    { kind: 'shipped', amount: 'all' },
    to('confirmed'),
  ],
  [
    'rules hold an order in error',
    standing('error', { reason: 'bad-sku' }),
    { kind: 'evaluated', outcome: 'held', reason: 'not-paid' },
    to('held', { reason: 'not-paid' }),
  ],
  [
    'rules do not touch an order at the warehouse',
    standing('at_wms'),
    { kind: 'evaluated', outcome: 'held', reason: 'not-paid' },
    no('at-warehouse'),
  ],
];

test.each(cases)('%s', (_, order, event, expected) => {
  expect(transition(order, event)).toEqual(expected);
});

const anyEvent: fc.Arbitrary<OrderEvent> = fc.oneof(
  fc.constantFrom<OrderEvent>(
    hold,
    cancel,
    { kind: 'release' },
    { kind: 'resend' },
    { kind: 'send' },
    { kind: 'delivered' },
    { kind: 'confirmed' },
    { kind: 'delivery-failed', code: 'bad-sku' },
  ),
  fc.constantFrom('none', 'part', 'all').map((amount): OrderEvent => ({ kind: 'shipped', amount })),
  fc
    .constantFrom('canceled', 'absent', 'refused')
    .map((verdict): OrderEvent => ({ kind: 'cancel-concluded', verdict })),
  fc
    .constantFrom('new', 'held', 'canceled')
    .map((outcome): OrderEvent => ({ kind: 'evaluated', outcome, reason: outcome === 'new' ? null : 'why' })),
);
const anyStanding: fc.Arbitrary<OrderStanding> = fc.record({
  state: fc.constantFrom(...ORDER_STATES),
  reason: fc.constant(null),
  cancelState: fc.constantFrom<CancelState | null>(null, 'requested', 'refused'),
});

test('nothing brings a canceled order back by itself', () => {
  fc.assert(
    fc.property(anyStanding, anyEvent, (order, event) => {
      expect(transition({ ...order, state: 'canceled' }, event).ok).toBe(false);
    }),
  );
});

test('nothing but a conclusion or the end of the order ends a pending cancellation', () => {
  fc.assert(
    fc.property(anyStanding, anyEvent, (order, event) => {
      const moved = transition({ ...order, cancelState: 'requested' }, event);
      if (!moved.ok || event.kind === 'cancel-concluded') return;
      expect(moved.cancelState).toBe('requested');
    }),
  );
});
