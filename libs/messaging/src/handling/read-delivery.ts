import { ZodError } from 'zod';
import type { DomainEvent } from '@crossdock/domain';
import type { ParkReason } from '../dead-letters/dead-letters';
import type { Delivery } from '../transport/event-transport';
import type { BoundHandler } from './queue-plan';

export interface Readable {
  readonly delivery: Delivery;
  readonly handler: BoundHandler;
  readonly event: DomainEvent;
}

export interface Unusable {
  readonly delivery: Delivery;
  /** Why it is to be parked; null when a later try may succeed. */
  readonly reason: ParkReason | null;
  readonly error: string;
}

/** Validates a delivery against the definition of its type and finds the handler of that type. */
export function readDelivery(handlers: readonly BoundHandler[], delivery: Delivery): Readable | Unusable {
  const { event } = delivery;
  if (!event) return { delivery, reason: 'unreadable', error: 'The message is not an event' };
  for (const handler of handlers) {
    const definition = handler.definitions.find((candidate) => candidate.type === event.type);
    if (!definition) continue;
    try {
      return { delivery, handler, event: definition.parse(event) };
    } catch (error) {
      if (error instanceof ZodError) return { delivery, reason: 'invalid', error: describeIssues(error) };
      throw error;
    }
  }
  // While versions are rolled out, an old replica gets what a new one has subscribed to.
  return { delivery, reason: null, error: `No handler of this queue knows the type ${event.type}` };
}

/** Paths and rules, never the values: they may be personal data. */
function describeIssues(error: ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || '(payload)'}: ${issue.message}`).join('; ');
}
