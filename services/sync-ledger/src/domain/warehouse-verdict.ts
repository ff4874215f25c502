import type { Problem } from '@crossdock/domain';
import { transition, type OrderStanding } from './order-state';

/** What a warehouse said about an order. */
export type WarehouseVerdict =
  | {
      kind: 'delivered';
      attempt: number;
      wmsOrderId: string;
      wmsOrderNumber: string | null;
      acceptedAt: Date;
    }
  | { kind: 'delivery-failed'; attempt: number; problem: Problem; final: boolean }
  | { kind: 'cancellation'; attempt: number; verdict: 'canceled' | 'refused' | 'absent' | 'failed' };

/** The part of an order that verdicts change. */
export interface AwaitingOrder extends OrderStanding {
  reasonDetail: string | null;
  deliveryAttempt: number;
  /** The latest delivery attempt whose first verdict is known. */
  settledAttempt: number;
  cancelAttempt: number;
  wmsOrderId: string | null;
  wmsOrderNumber: string | null;
  deliveredAt: Date | null;
  canceledAt: Date | null;
}

/**
 * - `delivered`, `failed` (final), `deferred` (tried again), `canceled`, `cancel-refused`, `cancel-failed` (asked again);
 * - `delivered-after-cancel`: the warehouse holds an order that the hub takes for canceled;
 * - `none`: old news or a repetition.
 */
export type VerdictEffect =
  | 'delivered'
  | 'failed'
  | 'deferred'
  | 'canceled'
  | 'cancel-refused'
  | 'cancel-failed'
  | 'delivered-after-cancel'
  | 'none';

export interface Applied {
  order: AwaitingOrder;
  effect: VerdictEffect;
  /** The first verdict on a delivery attempt, as its run counts it. */
  settled: 'done' | 'failed' | null;
}

/** Applies a verdict. Verdicts may come twice, late or in another order than they were given. Pure. */
export function applyVerdict(order: AwaitingOrder, verdict: WarehouseVerdict, now: Date): Applied {
  switch (verdict.kind) {
    case 'delivered':
      return settle(order, verdict.attempt, 'done', delivered(order, verdict));
    case 'delivery-failed':
      return settle(order, verdict.attempt, 'failed', deliveryFailed(order, verdict));
    case 'cancellation':
      return cancellation(order, verdict, now);
  }
}

type Change = Omit<Applied, 'settled'>;

function delivered(order: AwaitingOrder, verdict: WarehouseVerdict & { kind: 'delivered' }): Change {
  const moved = transition(order, { kind: 'delivered' });
  const known = {
    ...order,
    wmsOrderId: verdict.wmsOrderId,
    wmsOrderNumber: verdict.wmsOrderNumber,
    deliveredAt: order.deliveredAt ?? verdict.acceptedAt,
  };
  if (!moved.ok) return { order: known, effect: 'delivered-after-cancel' };
  const { state, reason } = moved;
  const reasonDetail = reason === null ? null : order.reasonDetail;
  return {
    order: { ...known, state, reason, reasonDetail },
    effect: order.deliveredAt === null ? 'delivered' : 'none',
  };
}

function deliveryFailed(
  order: AwaitingOrder,
  { attempt, problem, final }: WarehouseVerdict & { kind: 'delivery-failed' },
): Change {
  if (attempt < order.deliveryAttempt || order.state !== 'sending') return { order, effect: 'none' };
  if (!final) return { order, effect: 'deferred' };
  const moved = transition(order, { kind: 'delivery-failed', code: problem.code });
  if (!moved.ok) return { order, effect: 'none' };
  const { state, reason } = moved;
  return { order: { ...order, state, reason, reasonDetail: problem.message }, effect: 'failed' };
}

function cancellation(
  order: AwaitingOrder,
  { attempt, verdict }: WarehouseVerdict & { kind: 'cancellation' },
  now: Date,
): Applied {
  if (attempt < order.cancelAttempt || order.cancelState !== 'requested')
    return { order, effect: 'none', settled: null };
  if (verdict === 'failed') return { order, effect: 'cancel-failed', settled: null };
  const moved = transition(order, { kind: 'cancel-concluded', verdict });
  // Shipped in the meantime: whatever the warehouse says of the rest, the order did ship.
  if (!moved.ok)
    return { order: { ...order, cancelState: 'refused' }, effect: 'cancel-refused', settled: null };
  const { state, reason, cancelState } = moved;
  if (state !== 'canceled')
    return { order: { ...order, cancelState }, effect: 'cancel-refused', settled: null };
  const canceled = { ...order, state, reason, reasonDetail: null, cancelState, canceledAt: now };
  // A delivery that the cancellation overtook gets no verdict of its own.
  return settle(canceled, order.deliveryAttempt, 'done', { order: canceled, effect: 'canceled' });
}

function settle(before: AwaitingOrder, attempt: number, as: 'done' | 'failed', change: Change): Applied {
  if (attempt <= before.settledAttempt) return { ...change, settled: null };
  return { ...change, order: { ...change.order, settledAttempt: attempt }, settled: as };
}
