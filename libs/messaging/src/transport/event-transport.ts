import type { DomainEvent, EventChannel } from '@crossdock/domain';

/** One event on its way out of an outbox. */
export interface OutgoingEvent {
  readonly event: DomainEvent;
  /** 1 for the first delivery; n when handlers have failed n - 1 times before and the outbox kept the event. */
  readonly attempt: number;
  /** How often the event was taken for publishing without anybody learning how that ended (a process died). */
  readonly redeliveries: number;
  /** Deliver to this queue alone: a dead letter that was requeued. Null: to every queue bound to the routing key. */
  readonly queue: string | null;
}

/**
 * - `confirmed`: durably with every queue that is bound to it (AMQP), or handled by each of them (in-process).
 * - `returned`: nobody is bound to it; a later publish may find somebody.
 * - `failed`: refused or unknown (connection lost before the confirm). It may have arrived.
 * - `deferred`: a handler failed; publish again after the wait with the next attempt number.
 * - `held`: not tried, because an earlier event of its key was not confirmed or the receiver is closing.
 */
export type PublishOutcome =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'failed'; readonly error: string }
  | { readonly kind: 'deferred'; readonly afterMs: number; readonly error: string }
  | { readonly kind: 'held' };

/** A queue, what is bound to it and how it is consumed. */
export interface Subscription {
  /** `<service>.<lane>` or `<service>.<connector>.<lane>`; unique within a service. */
  readonly queue: string;
  readonly service: string;
  readonly bindings: readonly { readonly channel: EventChannel; readonly pattern: string }[];
  /** Waits of the retry ladder in milliseconds, first attempt first. A listener asks for no other wait. */
  readonly retryWaitsMs: readonly number[];
  /** Largest batch, and how many messages may be on their way to the listener. */
  readonly prefetch: number;
  /** True: replicas share the queue, and order per key is not kept between them. False: one is active, others stand by. */
  readonly competing: boolean;
}

/** One message as it arrived. */
export interface Delivery {
  /** Null when the message is no event; then `raw` says what it was. */
  readonly event: DomainEvent | null;
  readonly raw: string;
  /** 1 for the first time, n after n - 1 failures that went through the retry ladder. */
  readonly attempt: number;
  /** How often it was delivered before without a verdict: a consumer died with it, or lost its connection. */
  readonly redeliveries: number;
  /** True when it was a dead letter and somebody asked to handle it again. */
  readonly requeued: boolean;
}

export type Verdict =
  { readonly kind: 'done' } | { readonly kind: 'retry'; readonly afterMs: number; readonly error: string };

/**
 * Handles a batch and says one verdict per delivery, in the order given. A `done` must be durable before it is said.
 * A rejection means that nothing is known of the batch: all of it is delivered again.
 */
export type BatchListener = (deliveries: readonly Delivery[]) => Promise<Verdict[]>;

/** A running subscription. */
export interface Consumption {
  /** Takes nothing new, lets the batch in hand finish and its verdicts take effect. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Moves events between services, at least once. Order: events of one key reach a queue in the order in which they were
 * published, except that an event on the retry ladder comes after those that overtook it.
 */
export interface EventTransport {
  /** True when several services of one process use this instance; then its maker closes it, not a service. */
  readonly shared: boolean;
  /** False while publishing makes no sense (not connected, blocked by the broker, not opened); costs nothing to ask. */
  canPublish(): boolean;
  /** One outcome per event in the order given. Never rejects because of the network. */
  publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]>;
  /**
   * Registers a consumer; batches of one subscription are handled one after the other. Resolves at once, also when the
   * broker is away: it is consumed as soon as the broker is there, and again after each loss.
   */
  consume(subscription: Subscription, listener: BatchListener): Promise<Consumption>;
  /** Resolves when publishing works and every subscription is consumed; rejects with the reason otherwise. */
  ready(): Promise<void>;
  /** Stops every consumption, waits for what is in flight and disconnects. Safe to call twice. */
  close(): Promise<void>;
}
