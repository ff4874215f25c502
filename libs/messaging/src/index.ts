export {
  DeadLetters,
  type DeadLetter,
  type ParkReason,
  type RequeueResult,
} from './dead-letters/dead-letters';
export { createEventStrategy, EventStrategy } from './handling/event-strategy';
export { HandleEvents, type HandleEventsOptions } from './handling/handle-events.decorator';
export { HandlerContext } from './handling/handler-context';
export { MessagingHousekeeping } from './housekeeping/messaging-housekeeping';
export { Inbox } from './inbox/inbox';
export type { MessagingOptions, RelayOptions } from './messaging-options';
export { MessagingModule } from './messaging.module';
export { type HandledOutcome, type MessagingMetrics, noMetrics } from './metrics/messaging-metrics';
export { messagingMigrations } from './migrations/messaging-migrations';
export { Outbox } from './outbox/outbox';
export { OutboxRelay } from './outbox/outbox-relay';
export { RetryLadder } from './retry/retry-ladder';
export { AmqpTransport, type AmqpTransportOptions } from './transport/amqp/amqp.transport';
export type {
  BatchListener,
  Consumption,
  Delivery,
  EventTransport,
  OutgoingEvent,
  PublishOutcome,
  Subscription,
  Verdict,
} from './transport/event-transport';
export { InProcessTransport } from './transport/in-process/in-process.transport';
