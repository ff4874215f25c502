import type { Evaluation } from './evaluate-order';
import { holdSentence, type HoldReason } from './hold-reason';
import { isBeforeSending, isShipped, transition, type OrderStanding, type OrderState } from './order-state';
import { endsOrder, SKIP_REASONS, type SkipReason } from './skip-reason';

/** What the ledger holds under a cart's order id. */
export type StoredOrder =
  | { as: 'nothing' }
  | { as: 'skipped'; revision: number }
  | ({ as: 'loaded'; revision: number; deliveryAttempt: number } & OrderStanding);

/** What arrived. `differences`: what differs from the content that went to the warehouse, in words. */
export type Arrival =
  | { kind: 'content'; revision: number; evaluation: Evaluation; differences: readonly string[] }
  | { kind: 'cancel'; revision: number };

export interface Placement {
  state: OrderState;
  reason: string | null;
  detail: string | null;
}

export type IntakeDecision =
  /** Older than, or the same as, what is known. */
  | { act: 'ignore' }
  | ({ act: 'load' } & Placement)
  | { act: 'skip'; reason: SkipReason; detail: string }
  /** Content is replaced and the order put where the rules say. */
  | ({ act: 'replace' } & Placement)
  /** The warehouse has it: content stays; `late` says what the warehouse does not know. */
  | { act: 'keep'; late: readonly string[]; alert: boolean }
  /** The cart canceled a loaded order. */
  | { act: 'cancel' };

/**
 * Decides what becomes of an order that a cart returned. Pure.
 * @param again evaluate a revision that is known already, because rules or mappings changed
 */
export function decideIntake(stored: StoredOrder, arrival: Arrival, again = false): IntakeDecision {
  if (stored.as !== 'nothing' && !isNews(stored.revision, arrival.revision, again)) return { act: 'ignore' };
  if (arrival.kind === 'cancel') {
    return stored.as === 'loaded'
      ? { act: 'cancel' }
      : { act: 'skip', reason: 'canceled', detail: SKIP_REASONS.canceled };
  }
  if (stored.as !== 'loaded') return placeFirst(arrival.evaluation);
  if (isReplaceable(stored)) return replace(stored, arrival.evaluation);
  const alert = arrival.differences.length > 0 && !isShipped(stored.state) && stored.state !== 'canceled';
  return { act: 'keep', late: arrival.differences, alert };
}

function isNews(known: number, arrived: number, again: boolean): boolean {
  return again ? arrived === known : arrived > known;
}

function placeFirst(evaluation: Evaluation): IntakeDecision {
  if (evaluation.outcome === 'skip')
    return { act: 'skip', reason: evaluation.reason, detail: evaluation.detail };
  return { act: 'load', ...placement(evaluation) };
}

function replace(stored: OrderStanding, evaluation: Evaluation): IntakeDecision {
  if (stored.reason === ('operator' satisfies HoldReason) && stored.state === 'held' && !ends(evaluation)) {
    return { act: 'replace', state: 'held', reason: 'operator', detail: holdSentence('operator') };
  }
  const { state, reason, detail } = placement(evaluation);
  if (stored.state === 'canceled') return { act: 'replace', state, reason, detail };
  const moved = transition(stored, { kind: 'evaluated', outcome: state, reason });
  if (!moved.ok) throw new Error(`An order that is ${stored.state} cannot be evaluated: ${moved.refusal}`);
  return { act: 'replace', state: moved.state, reason: moved.reason, detail };
}

/** An order whose cancellation the warehouse was asked for waits for that verdict, whatever else its state says. */
function isReplaceable(stored: OrderStanding & { deliveryAttempt: number }): boolean {
  return (isBeforeSending(stored.state) && stored.cancelState !== 'requested') || canReopen(stored);
}

/** A cart may open a canceled order again; safe as long as no warehouse ever heard of it and no person canceled it. */
function canReopen(stored: OrderStanding & { deliveryAttempt: number }): boolean {
  return stored.state === 'canceled' && stored.deliveryAttempt === 0 && stored.reason !== 'operator';
}

function ends(evaluation: Evaluation): boolean {
  return evaluation.outcome === 'skip' && endsOrder(evaluation.reason);
}

function placement(evaluation: Evaluation): {
  state: 'new' | 'held' | 'canceled';
  reason: string | null;
  detail: string | null;
} {
  if (evaluation.outcome === 'ready') return { state: 'new', reason: null, detail: null };
  const { reason, detail } = evaluation;
  return { state: ends(evaluation) ? 'canceled' : 'held', reason, detail };
}
