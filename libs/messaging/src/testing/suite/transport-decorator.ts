import type {
  BatchListener,
  Consumption,
  EventTransport,
  OutgoingEvent,
  PublishOutcome,
  Subscription,
} from '../../transport/event-transport';

/** A transport that passes everything on; what wraps a transport overrides what it changes. */
export class TransportDecorator implements EventTransport {
  constructor(protected readonly inner: EventTransport) {}

  get shared(): boolean {
    return this.inner.shared;
  }

  canPublish(): boolean {
    return this.inner.canPublish();
  }

  publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    return this.inner.publish(events);
  }

  consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return this.inner.consume(subscription, listener);
  }

  ready(): Promise<void> {
    return this.inner.ready();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
