import { applyDecorators, UseFilters } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { EventDefinition, EventOf } from '@crossdock/domain';
import type { HandlerContext } from './handler-context';
import { OriginalErrorFilter } from './original-error.filter';

export interface HandleEventsOptions {
  /** Last word of the queue's name. Methods of a service that name the same lane share its queue. */
  lane: string;
  /** One queue per connector that the service hosts, instead of one for all. */
  perConnector?: boolean;
  /** Largest batch; 250 unless told. */
  prefetch?: number;
  /** Let replicas share the queue: faster, but order per key is no longer kept between them. */
  competing?: boolean;
}

/** What the strategy reads from a decorated method. */
export interface HandlerExtras extends HandleEventsOptions {
  definitions: readonly EventDefinition[];
}

type EventsMethod<D> = (events: EventOf<D>[], context: HandlerContext) => Promise<void>;

/**
 * Marks a method of a `@Controller()` as the handler of events. It is called with a batch: validated, in order, without
 * those that this queue handled before, inside one transaction (`context.tx`) that also holds the inbox rows. When it
 * throws, everything is rolled back and the events come again one by one, so that only the bad one goes to the retry
 * ladder. It does no network I/O. Several definitions in one method keep the order between them.
 */
export function HandleEvents<D extends EventDefinition>(
  definitions: D | readonly D[],
  options: HandleEventsOptions,
) {
  const list = [definitions].flat() as D[];
  const extras: HandlerExtras = { ...options, definitions: list };
  const pattern = `${options.lane}: ${list.map((definition) => definition.type).join(', ')}`;
  const handler = applyDecorators(EventPattern(pattern, extras), UseFilters(OriginalErrorFilter));
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<EventsMethod<D>>): void => {
    Payload()(target, key, 0);
    Ctx()(target, key, 1);
    handler(target, key, descriptor);
  };
}
