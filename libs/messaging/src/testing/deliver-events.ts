import type { DomainEvent } from '@crossdock/domain';
import type { EventTransport } from '../transport/event-transport';

/**
 * Delivers events as another service's relay would.
 * @throws Error when one of them is not confirmed.
 */
export async function deliverEvents(
  transport: EventTransport,
  events: readonly DomainEvent[],
): Promise<void> {
  const outcomes = await transport.publish(
    events.map((event) => ({ event, attempt: 1, redeliveries: 0, queue: null })),
  );
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.kind !== 'confirmed') {
      throw new Error(`${events[index]!.type} was not delivered: ${JSON.stringify(outcome)}`);
    }
  }
}
