import type { DomainEvent, EventDefinition } from '@crossdock/domain';
import type { MessagingOptions } from '../messaging-options';
import type { RetryLadder } from '../retry/retry-ladder';
import type { Subscription } from '../transport/event-transport';
import type { HandleEventsOptions } from './handle-events.decorator';
import type { HandlerContext } from './handler-context';

/** Throughput stops growing beyond this prefetch, and 250 rows are where a batch insert is cheapest per row. */
const DEFAULT_PREFETCH = 250;

export interface BoundHandler extends HandleEventsOptions {
  readonly definitions: readonly EventDefinition[];
  call(events: DomainEvent[], context: HandlerContext): Promise<void>;
}

export interface PlannedQueue {
  readonly subscription: Subscription;
  readonly handlers: readonly BoundHandler[];
}

/**
 * The queues of a service: one per lane, or one per lane and connector.
 * @throws Error when two handlers of a lane contradict each other: a bug found at start.
 */
export function planQueues(
  options: Pick<MessagingOptions, 'service' | 'connectors'>,
  ladder: RetryLadder,
  handlers: readonly BoundHandler[],
): PlannedQueue[] {
  const lanes = new Map<string, BoundHandler[]>();
  for (const handler of handlers) lanes.set(handler.lane, [...(lanes.get(handler.lane) ?? []), handler]);
  return [...lanes].flatMap(([lane, ofLane]) => {
    refuseContradictions(lane, ofLane);
    const definitions = ofLane.flatMap((handler) => handler.definitions);
    const connectors = ofLane[0]!.perConnector ? (options.connectors ?? []) : [null];
    return connectors.map((connector) => ({
      handlers: ofLane,
      subscription: {
        queue: [options.service, connector, lane].filter((word) => word !== null).join('.'),
        service: options.service,
        bindings: definitions.map((definition) => ({
          channel: definition.options.channel,
          pattern: definition.binding(connector ?? '*'),
        })),
        retryWaitsMs: ladder.waitsMs,
        prefetch: Math.max(...ofLane.map((handler) => handler.prefetch ?? DEFAULT_PREFETCH)),
        competing: ofLane[0]!.competing ?? false,
      },
    }));
  });
}

function refuseContradictions(lane: string, handlers: readonly BoundHandler[]): void {
  const types = handlers.flatMap((handler) => handler.definitions.map((definition) => definition.type));
  const twice = types.find((type, index) => types.indexOf(type) !== index);
  if (twice) throw new Error(`Lane "${lane}" has two handlers of ${twice}`);
  for (const option of ['perConnector', 'competing'] as const) {
    if (new Set(handlers.map((handler) => handler[option] ?? false)).size > 1) {
      throw new Error(`The handlers of lane "${lane}" differ in "${option}", but they share one queue`);
    }
  }
}
