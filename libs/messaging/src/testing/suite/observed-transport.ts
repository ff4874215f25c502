import type {
  BatchListener,
  Consumption,
  Delivery,
  EventTransport,
  OutgoingEvent,
  PublishOutcome,
  Subscription,
} from '../../transport/event-transport';
import { TransportDecorator } from './transport-decorator';

/** Writes down what passes, and lets a service die suddenly: what it was about to say is never said. */
export class ObservedTransport extends TransportDecorator {
  /** Ids of the events that a relay gave to the transport, in order. */
  readonly published: string[] = [];
  /** Batches as the listeners got them. */
  readonly batches: Delivery[][] = [];
  /** Runs when a listener has given its verdicts, before the transport gets them. */
  afterBatch: (() => Promise<void> | void) | null = null;
  private readonly onDeath = new Set<() => void>();

  constructor(
    inner: EventTransport,
    private readonly cutNetwork: () => void,
  ) {
    super(inner);
  }

  /** Kills the service as far as its transport is concerned; it starts again at once. */
  die(): void {
    this.cutNetwork();
    for (const die of this.onDeath) die();
  }

  override async publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    this.published.push(...events.map(({ event }) => event.id));
    // Over a network the transport itself must notice; in one process the publisher dies with the rest.
    return this.shared ? this.unlessItDies(super.publish(events)) : super.publish(events);
  }

  override consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    return super.consume(subscription, (deliveries) => {
      this.batches.push([...deliveries]);
      return this.unlessItDies(
        listener(deliveries).then(async (verdicts) => {
          await this.afterBatch?.();
          return verdicts;
        }),
      );
    });
  }

  private async unlessItDies<T>(work: Promise<T>): Promise<T> {
    let dead = false;
    const die = () => (dead = true);
    this.onDeath.add(die);
    try {
      const result = await work;
      if (dead) throw new Error('the service died before it could say so');
      return result;
    } finally {
      this.onDeath.delete(die);
    }
  }
}
