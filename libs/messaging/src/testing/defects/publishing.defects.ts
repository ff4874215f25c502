import { v7 as uuidv7 } from 'uuid';
import type { OutgoingEvent, PublishOutcome } from '../../transport/event-transport';
import { TransportDecorator } from '../suite/transport-decorator';
import type { Defect } from './defect';

class ConfirmIgnored extends TransportDecorator {
  override async publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    void this.inner.publish(events);
    return events.map(() => ({ kind: 'confirmed' }));
  }
}

class ReturnIgnored extends TransportDecorator {
  override async publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    const outcomes = await this.inner.publish(events);
    return outcomes.map((outcome) => (outcome.kind === 'returned' ? { kind: 'confirmed' } : outcome));
  }
}

class KeysIgnored extends TransportDecorator {
  override publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    return this.inner.publish(
      events.map((outgoing) => ({ ...outgoing, event: { ...outgoing.event, key: uuidv7() } })),
    );
  }
}

class RequeuedUnderNewId extends TransportDecorator {
  override publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    return this.inner.publish(
      events.map((outgoing) =>
        outgoing.queue === null ? outgoing : { ...outgoing, event: { ...outgoing.event, id: uuidv7() } },
      ),
    );
  }
}

export const publishingDefects: readonly Defect[] = [
  {
    name: 'the outcome of a publish is ignored',
    wrapTransport: (transport) => new ConfirmIgnored(transport),
    caughtBy: ['breaks again and again during publishing', 'after each wait of the ladder'],
  },
  {
    name: 'a returned message counts as published',
    wrapTransport: (transport) => new ReturnIgnored(transport),
    caughtBy: ['an event that nobody is bound to'],
  },
  {
    name: 'a window is published without regard to keys',
    wrapTransport: (transport) => new KeysIgnored(transport),
    caughtBy: ['holds the later events of a key back'],
  },
  {
    name: 'a requeued dead letter gets a new id',
    wrapTransport: (transport) => new RequeuedUnderNewId(transport),
    caughtBy: ['a requeued dead letter is handled under the same id'],
  },
];
