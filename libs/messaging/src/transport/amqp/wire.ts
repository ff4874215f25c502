import type { Message, Options } from 'amqplib';
import { z } from 'zod';
import type { DomainEvent } from '@crossdock/domain';
import type { Delivery } from '../event-transport';

const ATTEMPT = 'x-crossdock-attempt';
const REQUEUED = 'x-crossdock-requeued';
/** Set by quorum queues: deliveries that came back without a verdict. */
const DELIVERY_COUNT = 'x-delivery-count';

/** A message ready to be published. */
export interface WireMessage {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly options: Options.Publish;
}

const envelope = z.object({
  id: z.uuid(),
  type: z.string().min(1),
  channel: z.enum(['facts', 'work']),
  routingKey: z.string(),
  key: z.string(),
  occurredAt: z.string(),
  payload: z.unknown(),
});

interface Marks {
  readonly attempt: number;
  readonly requeued: boolean;
}

export function encode(exchange: string, routingKey: string, event: DomainEvent, marks: Marks): WireMessage {
  return wireMessage(exchange, routingKey, Buffer.from(JSON.stringify(event)), marks, event);
}

/** The message again, for the next attempt. */
export function encodeRetry(exchange: string, queue: string, delivery: Delivery): WireMessage {
  const content = Buffer.from(delivery.event ? JSON.stringify(delivery.event) : delivery.raw);
  const marks = { attempt: delivery.attempt + 1, requeued: delivery.requeued };
  return wireMessage(exchange, queue, content, marks, delivery.event);
}

export function decode(message: Message): Delivery {
  const raw = message.content.toString();
  const headers = message.properties.headers ?? {};
  return {
    event: parseEvent(raw),
    raw,
    attempt: toCount(headers[ATTEMPT], 1),
    redeliveries: toCount(headers[DELIVERY_COUNT], 0),
    requeued: headers[REQUEUED] === true,
  };
}

function wireMessage(
  exchange: string,
  routingKey: string,
  content: Buffer,
  marks: Marks,
  event: DomainEvent | null,
): WireMessage {
  const identity = event && { messageId: event.id, type: event.type };
  const headers = { [ATTEMPT]: marks.attempt, [REQUEUED]: marks.requeued };
  const options = {
    ...identity,
    headers,
    persistent: true,
    mandatory: true,
    contentType: 'application/json',
  };
  return { exchange, routingKey, content, options };
}

function parseEvent(raw: string): DomainEvent | null {
  try {
    return envelope.safeParse(JSON.parse(raw)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function toCount(header: unknown, otherwise: number): number {
  return typeof header === 'number' && Number.isInteger(header) && header >= 0 ? header : otherwise;
}
