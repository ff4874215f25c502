import type { WmsCancellationReceipt } from '@crossdock/connector-sdk';
import type { ShipmentState, ShipmentStateRow } from './wire';

const WORDS: Record<Exclude<ShipmentState, 'cancelled'>, string> = {
  draft: 'is a draft',
  waiting: 'is waiting',
  assigned: 'is assigned',
  picked: 'is picked',
  packed: 'is packed',
  done: 'has left',
};

/** The verdict on an order, from the state that its shipments have; a split order has several. */
export function toVerdict(shipments: readonly ShipmentStateRow[]): WmsCancellationReceipt {
  if (shipments.length === 0) return { verdict: 'absent', detail: null };
  const words = shipments.flatMap(({ number, state }) =>
    state === 'cancelled' ? [] : [`shipment ${number} ${WORDS[state]}`],
  );
  return words.length === 0
    ? { verdict: 'canceled', detail: null }
    : { verdict: 'refused', detail: words.join(', ') };
}
