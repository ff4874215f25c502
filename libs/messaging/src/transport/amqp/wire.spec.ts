import type { Message } from 'amqplib';
import { counted } from '../../testing/suite/suite-events';
import { decode, encode, encodeRetry } from './wire';

describe('the wire format', () => {
  const event = counted('a');

  function arrive(content: Buffer, headers: Record<string, unknown> = {}): Message {
    return { content, properties: { headers }, fields: {} } as Message;
  }

  it('says what the message is without opening it', () => {
    const { content, ...rest } = encode('crossdock.events', event.routingKey, event, {
      attempt: 1,
      requeued: false,
    });
    expect({ ...rest, event: JSON.parse(content.toString()) }).toEqual({
      exchange: 'crossdock.events',
      routingKey: 'item.counted.v1.none',
      event,
      options: {
        messageId: event.id,
        type: 'ItemCounted',
        headers: { 'x-crossdock-attempt': 1, 'x-crossdock-requeued': false },
        persistent: true,
        mandatory: true,
        contentType: 'application/json',
      },
    });
  });

  it('brings the event back with its history', () => {
    const { content, options } = encode('', 'store.counts', event, { attempt: 3, requeued: true });
    expect(decode(arrive(content, { ...options.headers, 'x-delivery-count': 2 }))).toEqual({
      event,
      raw: JSON.stringify(event),
      attempt: 3,
      redeliveries: 2,
      requeued: true,
    });
  });

  it('counts the attempt up in a retry and leaves everything else as it was', () => {
    const { content, options } = encode('', 'store.counts', event, { attempt: 1, requeued: true });
    const retry = encodeRetry(
      'crossdock.retry.5000',
      'store.counts',
      decode(arrive(content, options.headers)),
    );
    expect(decode(arrive(retry.content, retry.options.headers))).toEqual({
      event,
      raw: JSON.stringify(event),
      attempt: 2,
      redeliveries: 0,
      requeued: true,
    });
  });

  it.each(['<html>', '{"id":"x"}', 'null', '', JSON.stringify({ ...event, id: 'no uuid' })])(
    'takes %s for no event',
    (raw) => {
      expect(decode(arrive(Buffer.from(raw), { 'x-crossdock-attempt': 'many' }))).toEqual({
        event: null,
        raw,
        attempt: 1,
        redeliveries: 0,
        requeued: false,
      });
    },
  );
});
