export const ORDER_STATES = [
  'new',
  'held',
  'sending',
  'at_wms',
  'partially_shipped',
  'shipped',
  'confirmed',
  'canceled',
  'error',
] as const;
/**
 * - `new`: will be sent with the next delivery; `held`: not before its reason is gone; `error`: the warehouse refused it.
 * - `sending`: asked of the warehouse, no final verdict yet; `at_wms`: the warehouse holds it.
 * - `partially_shipped`, `shipped`: by line quantities; `confirmed`: the cart shows every parcel.
 * - `canceled`: will not ship.
 */
export type OrderState = (typeof ORDER_STATES)[number];

/** `requested`: the warehouse was asked and has not answered; `refused`: it will ship. */
export type CancelState = 'requested' | 'refused';

/** What happened to an order that is in the ledger. */
export type OrderEvent =
  /** Its content or the rules changed; `outcome` is where the rules put it. */
  | { kind: 'evaluated'; outcome: 'new' | 'held' | 'canceled'; reason: string | null }
  | { kind: 'hold'; reason: string }
  | { kind: 'release' }
  | { kind: 'resend' }
  | { kind: 'send' }
  | { kind: 'delivered' }
  | { kind: 'delivery-failed'; code: string }
  /** Somebody wants it canceled, by `reason`. */
  | { kind: 'cancel'; reason: string }
  | { kind: 'cancel-concluded'; verdict: 'canceled' | 'absent' | 'refused' }
  /** How much of it the warehouse has shipped now, summed over all its shipments; a void lowers it. */
  | { kind: 'shipped'; amount: 'none' | 'part' | 'all' }
  /** Whether the cart shows every parcel of a shipped order. */
  | { kind: 'confirmed' };

export interface OrderStanding {
  state: OrderState;
  /** Why it is held, in error or canceled; null otherwise. */
  reason: string | null;
  cancelState: CancelState | null;
}

/** Where an order is after an event, or the slug of why the event does not apply; then nothing changes. */
export type Transition = ({ ok: true } & OrderStanding) | { ok: false; refusal: Refusal };
export type Refusal =
  'already-canceled' | 'already-shipped' | 'at-warehouse' | 'cancel-pending' | 'not-applicable';

const BEFORE_SENDING: readonly OrderState[] = ['new', 'held', 'error'];
const SHIPPED: readonly OrderState[] = ['partially_shipped', 'shipped', 'confirmed'];

/** True while nothing of the order is, or may be, at the warehouse. */
export function isBeforeSending(state: OrderState): boolean {
  return BEFORE_SENDING.includes(state);
}

/** True when at least a part was shipped. */
export function isShipped(state: OrderState): boolean {
  return SHIPPED.includes(state);
}

/** The state machine of an order. Pure; the only place that decides states. */
export function transition(order: OrderStanding, event: OrderEvent): Transition {
  switch (event.kind) {
    case 'evaluated':
      return isBeforeSending(order.state)
        ? moved(order, event.outcome, event.reason)
        : refused(refusalBeforeSending(order));
    case 'hold':
      return isBeforeSending(order.state)
        ? moved(order, 'held', event.reason)
        : refused(refusalBeforeSending(order));
    case 'release':
      return order.state === 'held' ? moved(order, 'new') : refused(refusalBeforeSending(order));
    case 'resend':
      return resend(order);
    case 'send':
      return order.state === 'new' ? moved(order, 'sending') : refused(refusalBeforeSending(order));
    case 'delivered':
      return delivered(order);
    case 'delivery-failed':
      return order.state === 'sending' ? moved(order, 'error', event.code) : refused('not-applicable');
    case 'cancel':
      return cancel(order, event.reason);
    case 'cancel-concluded':
      return cancelConcluded(order, event.verdict);
    case 'shipped':
      return shipped(order, event.amount);
    case 'confirmed':
      return order.state === 'shipped' ? moved(order, 'confirmed') : refused('not-applicable');
  }
}

function resend(order: OrderStanding): Transition {
  if (!isBeforeSending(order.state)) return refused(refusalBeforeSending(order));
  if (order.cancelState === 'requested') return refused('cancel-pending');
  return order.state === 'new' ? refused('not-applicable') : moved(order, 'new');
}

/** A verdict may come late: after a shipment, or after an earlier verdict said the opposite. */
function delivered(order: OrderStanding): Transition {
  if (order.state === 'canceled') return refused('already-canceled');
  if (order.state === 'at_wms' || isShipped(order.state)) return moved(order, order.state, order.reason);
  return moved(order, 'at_wms');
}

function cancel(order: OrderStanding, reason: string): Transition {
  if (order.state === 'canceled') return refused('already-canceled');
  if (isShipped(order.state)) return refused('already-shipped');
  if (order.cancelState === 'requested') return refused('cancel-pending');
  if (isBeforeSending(order.state)) return { ok: true, state: 'canceled', reason, cancelState: null };
  return { ...order, ok: true, cancelState: 'requested' };
}

function cancelConcluded(order: OrderStanding, verdict: 'canceled' | 'absent' | 'refused'): Transition {
  if (order.state === 'canceled') return refused('already-canceled');
  if (verdict === 'refused') return { ...order, ok: true, cancelState: 'refused' };
  if (isShipped(order.state)) return refused('already-shipped');
  return {
    ok: true,
    state: 'canceled',
    reason: verdict === 'canceled' ? 'canceled-at-warehouse' : 'canceled-before-warehouse',
    cancelState: null,
  };
}

/** What the warehouse shipped is a fact, so also an order that was not yet known to be there takes it. */
function shipped(order: OrderStanding, amount: 'none' | 'part' | 'all'): Transition {
  if (order.state === 'canceled') return refused('already-canceled');
  if (amount === 'none') return isShipped(order.state) ? moved(order, 'at_wms') : refused('not-applicable');
  if (amount === 'part') return moved(order, 'partially_shipped');
  return moved(order, order.state === 'confirmed' ? 'confirmed' : 'shipped');
}

function moved(order: OrderStanding, state: OrderState, reason: string | null = null): Transition {
  return { ok: true, state, reason, cancelState: order.cancelState };
}

function refused(refusal: Refusal): Transition {
  return { ok: false, refusal };
}

function refusalBeforeSending({ state }: OrderStanding): Refusal {
  if (state === 'canceled') return 'already-canceled';
  if (isShipped(state)) return 'already-shipped';
  return state === 'sending' || state === 'at_wms' ? 'at-warehouse' : 'not-applicable';
}
