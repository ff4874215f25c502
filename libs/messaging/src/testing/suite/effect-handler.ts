import { Controller, type Type } from '@nestjs/common';
import type { DomainEvent, EventDefinition } from '@crossdock/domain';
import { HandleEvents, type HandleEventsOptions } from '../../handling/handle-events.decorator';
import type { HandlerContext } from '../../handling/handler-context';

export type Reaction = (events: DomainEvent[], context: HandlerContext) => Promise<void> | void;

/** A handler whose effect is one row per event, written in its transaction; then it reacts as the case wants it to. */
export function effectHandler(
  definitions: readonly EventDefinition[],
  options: HandleEventsOptions,
  react: Reaction = () => undefined,
): Type {
  @Controller()
  class EffectHandler {
    @HandleEvents(definitions, options)
    async handle(events: DomainEvent[], context: HandlerContext): Promise<void> {
      await context.tx.query(
        `INSERT INTO effect (queue, event_id, type, key, revision) SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[])`,
        [
          context.queue,
          events.map(({ id }) => id),
          events.map(({ type }) => type),
          events.map(({ key }) => key),
          events.map(({ payload }) => (payload as { revision: number }).revision),
        ],
      );
      await react(events, context);
    }
  }
  return EffectHandler;
}
