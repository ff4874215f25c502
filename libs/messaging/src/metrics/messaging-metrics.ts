import type { PublishOutcome } from '../transport/event-transport';

export type HandledOutcome = 'handled' | 'duplicate' | 'retried' | 'parked';

/** Where messaging tells what happens; `type` is an event's name, never an id. Calls must not throw. */
export interface MessagingMetrics {
  published(type: string, outcome: PublishOutcome['kind']): void;
  handled(queue: string, type: string, outcome: HandledOutcome): void;
  /** One transaction of a handler, whether it committed or not. */
  batchHandled(queue: string, size: number, seconds: number): void;
  /** Age of the oldest event that waits in the outbox; 0 when none does. Told every few seconds. */
  outboxOldestAge(seconds: number): void;
  /** Dead letters in this service's table. Told together with the age. */
  deadLetters(count: number): void;
}

export const noMetrics: MessagingMetrics = {
  published: () => undefined,
  handled: () => undefined,
  batchHandled: () => undefined,
  outboxOldestAge: () => undefined,
  deadLetters: () => undefined,
};
