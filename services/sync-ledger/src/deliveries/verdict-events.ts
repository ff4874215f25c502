import {
  OrderCancellationConcluded,
  OrderDelivered,
  OrderDeliveryFailed,
  type EventOf,
  type Problem,
} from '@crossdock/domain';
import type { WarehouseVerdict } from '../domain/warehouse-verdict';

/** Every event by which a WMS gateway says what became of an order. One queue, so their order per order holds. */
export const VERDICT_EVENTS = [OrderDelivered, OrderDeliveryFailed, OrderCancellationConcluded] as const;
export type VerdictEvent = EventOf<(typeof VERDICT_EVENTS)[number]>;

export function verdictOf({ payload }: VerdictEvent): WarehouseVerdict {
  const { attempt } = payload;
  if ('verdict' in payload) return { kind: 'cancellation', attempt, verdict: payload.verdict };
  if ('final' in payload)
    return { kind: 'delivery-failed', attempt, problem: payload.problem, final: payload.final };
  const { wmsOrderId, wmsOrderNumber } = payload;
  return { kind: 'delivered', attempt, wmsOrderId, wmsOrderNumber, acceptedAt: new Date(payload.acceptedAt) };
}

export function problemOf({ payload }: VerdictEvent): Problem | null {
  return 'problem' in payload ? payload.problem : null;
}

/** How often the gateway has tried; 1 for a success at once. */
export function triesOf({ payload }: VerdictEvent): number {
  return 'tries' in payload ? payload.tries : 1;
}
