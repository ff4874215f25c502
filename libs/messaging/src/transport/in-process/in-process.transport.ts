import { matchesTopic } from '../topic';
import type {
  BatchListener,
  Consumption,
  Delivery,
  EventTransport,
  OutgoingEvent,
  PublishOutcome,
  Subscription,
} from '../event-transport';
import { InProcessQueue } from './in-process-queue';

/**
 * Moves events between the services of one process. The outbox is the durable queue: an event is confirmed only after
 * every handler committed, so nothing is lost when the process dies.
 *
 * One instance is shared by all services. It publishes nothing until `open()`: an event told while a service is still
 * starting would be confirmed without that service having seen it.
 */
export class InProcessTransport implements EventTransport {
  readonly shared = true;
  private readonly queues = new Map<string, InProcessQueue>();
  private opened = false;

  /** To be called once, when every service has subscribed. */
  open(): void {
    this.opened = true;
  }

  canPublish(): boolean {
    return this.opened;
  }

  async ready(): Promise<void> {
    if (!this.opened) throw new Error('The in-process transport is not open yet');
  }

  async consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    const queue = new InProcessQueue(subscription, listener);
    // A stopped queue stays: events wait for its service to come back instead of passing it by.
    if (this.queues.get(subscription.queue)?.running)
      throw new Error(`${subscription.queue} is consumed already`);
    this.queues.set(subscription.queue, queue);
    return queue;
  }

  async publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    const blockedKeys = new Set<string>();
    return Promise.all(
      events.map(async (outgoing): Promise<PublishOutcome> => {
        const queues = this.route(outgoing);
        const reachable = this.opened && queues.every((queue) => queue.running);
        if (reachable && queues.length > 0 && !blockedKeys.has(outgoing.event.key))
          return deliver(outgoing, queues);
        const held = !reachable || blockedKeys.has(outgoing.event.key);
        blockedKeys.add(outgoing.event.key);
        return { kind: held ? 'held' : 'returned' };
      }),
    );
  }

  async close(): Promise<void> {
    this.opened = false;
    await Promise.all([...this.queues.values()].map((queue) => queue.stop()));
  }

  private route({ event, queue }: OutgoingEvent): InProcessQueue[] {
    const all = [...this.queues.values()];
    if (queue !== null) return all.filter(({ subscription }) => subscription.queue === queue);
    return all.filter(({ subscription }) =>
      subscription.bindings.some(
        ({ channel, pattern }) => channel === event.channel && matchesTopic(pattern, event.routingKey),
      ),
    );
  }
}

async function deliver(outgoing: OutgoingEvent, queues: readonly InProcessQueue[]): Promise<PublishOutcome> {
  const { event, attempt, redeliveries } = outgoing;
  const delivery: Delivery = { event, raw: '', attempt, redeliveries, requeued: outgoing.queue !== null };
  const outcomes = await Promise.all(queues.map((queue) => queue.deliver(delivery)));
  const deferred = outcomes.filter((outcome) => outcome.kind === 'deferred');
  if (deferred.length === 0)
    return outcomes.find(({ kind }) => kind !== 'confirmed') ?? { kind: 'confirmed' };
  return {
    kind: 'deferred',
    afterMs: Math.max(...deferred.map(({ afterMs }) => afterMs)),
    error: deferred.map(({ error }) => error).join('; '),
  };
}
