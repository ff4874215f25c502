import { v5 as uuidv5 } from 'uuid';
import { type z } from 'zod';

/** Namespace of all event ids, so that the same fact has the same id wherever and however often it is told. */
const EVENT_ID_NAMESPACE = '6f2f4b4e-6c1c-5a5e-9d53-2b1f0a7c9e11';

/**
 * Where an event goes: `facts` are told to everybody who cares (exchange `crossdock.events`), `work` has one
 * owner that must do it (exchange `crossdock.work`).
 */
export type EventChannel = 'facts' | 'work';

/** One event as it is stored in an outbox and travels through a broker. Plain JSON. */
export interface DomainEvent<T = unknown> {
  /** UUID derived from the fact: telling the same fact again yields the same id. */
  readonly id: string;
  /** Name of the definition, such as `OrderDownloaded`. */
  readonly type: string;
  readonly channel: EventChannel;
  /** `<subject>.<fact>.v<n>.<connector>`, the topic by which queues are bound. */
  readonly routingKey: string;
  /** Events of one key are delivered in the order in which they were added to the outbox. */
  readonly key: string;
  /** ISO 8601 instant, UTC. */
  readonly occurredAt: string;
  readonly payload: T;
}

export interface EventDefinitionOptions<S extends z.ZodType> {
  type: string;
  channel: EventChannel;
  /** What the event speaks of, kebab-case: first word of the routing key. */
  subject: string;
  /** What happened to it, kebab-case: second word of the routing key. */
  fact: string;
  version: number;
  /** One or two sentences for docs/events.md: when it is told and what a reader may rely on. */
  description: string;
  schema: S;
  /** Last word of the routing key: the connector that the event concerns. Without it the word is `none`. */
  connector?(payload: z.output<S>): string | null;
  /** Ordering key. */
  key(payload: z.output<S>): string;
  /** What makes the fact unique within its type; equal identities yield equal event ids. */
  identity(payload: z.output<S>): string;
}

/** The declaration of one event: schema, routing and identity in one place. */
export class EventDefinition<S extends z.ZodType = z.ZodType> {
  readonly type: string;

  constructor(readonly options: EventDefinitionOptions<S>) {
    this.type = options.type;
  }

  /** Topic pattern that matches this event of one connector, or of all when none is named. */
  binding(connector = '*'): string {
    const { subject, fact, version } = this.options;
    return `${subject}.${fact}.v${version}.${connector}`;
  }

  /**
   * Builds the event. The payload is validated.
   * @throws z.ZodError when the payload does not fit the schema: a bug of the caller.
   */
  create(input: z.input<S>, occurredAt: Date): DomainEvent<z.output<S>> {
    const payload = this.options.schema.parse(input);
    return {
      id: uuidv5(`${this.type}:${this.options.identity(payload)}`, EVENT_ID_NAMESPACE),
      type: this.type,
      channel: this.options.channel,
      routingKey: this.binding(this.options.connector?.(payload) ?? 'none'),
      key: this.options.key(payload),
      occurredAt: occurredAt.toISOString(),
      payload,
    };
  }

  /**
   * Validates an event that arrived.
   * @throws z.ZodError when the payload does not fit the schema: the message is poison.
   */
  parse(event: DomainEvent): DomainEvent<z.output<S>> {
    return { ...event, payload: this.options.schema.parse(event.payload) };
  }
}

export function defineEvent<S extends z.ZodType>(options: EventDefinitionOptions<S>): EventDefinition<S> {
  return new EventDefinition(options);
}

/** The event type that a definition describes. */
export type EventOf<D> = D extends EventDefinition<infer S> ? DomainEvent<z.output<S>> : never;
/** The payload type that a definition describes. */
export type PayloadOf<D> = D extends EventDefinition<infer S> ? z.output<S> : never;
