import type { Metrics } from './metrics';

const BATCH_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * What messaging tells, as series of the service: give it to `MessagingModule.forService` as
 * `metrics: { inject: [Metrics], useFactory: messagingMetrics }`.
 */
export function messagingMetrics(metrics: Metrics) {
  const published = metrics.counter({
    name: 'crossdock_events_published_total',
    help: 'Events that left the outbox, by how that ended.',
    labelNames: ['event', 'outcome'],
  });
  const handled = metrics.counter({
    name: 'crossdock_events_handled_total',
    help: 'Events that reached a handler, by how that ended.',
    labelNames: ['event', 'connector', 'lane', 'outcome'],
  });
  const batches = metrics.histogram({
    name: 'crossdock_event_batch_seconds',
    help: 'Time of one transaction of a handler.',
    labelNames: ['connector', 'lane'],
    buckets: BATCH_SECONDS,
  });
  const batchSize = metrics.counter({
    name: 'crossdock_event_batch_events_total',
    help: 'Events in the transactions of handlers.',
    labelNames: ['connector', 'lane'],
  });
  const oldest = metrics.gauge({
    name: 'crossdock_outbox_oldest_seconds',
    help: 'Age of the oldest event that waits in the outbox.',
  });
  const dead = metrics.gauge({ name: 'crossdock_dead_letters', help: 'Events that wait for a person.' });
  return {
    published: (event: string, outcome: string) => published.inc({ event, outcome }),
    handled: (queue: string, event: string, outcome: string) =>
      handled.inc({ ...laneOf(queue), event, outcome }),
    batchHandled: (queue: string, size: number, seconds: number) => {
      batches.observe(laneOf(queue), seconds);
      batchSize.inc(laneOf(queue), size);
    },
    outboxOldestAge: (seconds: number) => oldest.set(seconds),
    deadLetters: (count: number) => dead.set(count),
  };
}

/** Queues are named `<service>.<lane>` or `<service>.<connector>.<lane>`. */
function laneOf(queue: string): { connector: string; lane: string } {
  const words = queue.split('.');
  return { connector: words.length > 2 ? (words[1] ?? '') : 'none', lane: words.at(-1) ?? '' };
}
