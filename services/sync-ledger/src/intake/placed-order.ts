import type { DownloadedOrder, ShipMethod } from '@crossdock/domain';
import type { Evaluation } from '../domain/evaluate-order';
import type { IntakeDecision } from '../domain/intake-decision';
import type { IntakeItem } from './intake-item';
import type { Found } from './stored-orders.query';

/** An item with what was found under its key and what was decided. */
export interface PlacedOrder {
  item: IntakeItem;
  found: Found;
  /** Null when the cart canceled it. */
  evaluation: Evaluation | null;
  decision: IntakeDecision;
  /** Id in the ledger: the stored one, or the one under which it is loaded. */
  orderId: string;
}

type Act = IntakeDecision['act'];
export type Decided<A extends Act> = PlacedOrder & { decision: Extract<IntakeDecision, { act: A }> };

/** The orders for which one of these acts was decided. */
export function decidedTo<A extends Act>(orders: readonly PlacedOrder[], ...acts: A[]): Decided<A>[] {
  return orders.filter((order): order is Decided<A> => (acts as Act[]).includes(order.decision.act));
}

/** @throws Error for an order that the cart canceled */
export function contentOf({ item }: PlacedOrder): DownloadedOrder {
  if (item.content === null) throw new Error('An order that the cart canceled has no content.');
  return item.content;
}

export function wmsMethodOf({ evaluation }: PlacedOrder): ShipMethod | null {
  return evaluation && evaluation.outcome !== 'skip' ? evaluation.wmsMethod : null;
}
