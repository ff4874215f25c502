import { AsyncResource } from 'node:async_hooks';
import { Inject, Injectable, type INestApplicationContext } from '@nestjs/common';
import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { DomainEvent } from '@crossdock/domain';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../messaging-options';
import { RetryLadder } from '../retry/retry-ladder';
import type { Consumption, EventTransport } from '../transport/event-transport';
import { BatchProcessor } from './batch-processor';
import type { HandlerContext } from './handler-context';
import type { HandlerExtras } from './handle-events.decorator';
import { type BoundHandler, planQueues } from './queue-plan';

/** Nest's custom transport strategy over an `EventTransport`: finds the `@HandleEvents` methods and feeds them. */
@Injectable()
export class EventStrategy extends Server implements CustomTransportStrategy {
  private consumptions: Consumption[] = [];
  /** Handlers work in the context of their own application: in one process the caller may be another's relay. */
  private readonly home = new AsyncResource('EventStrategy');

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: MessagingOptions,
    private readonly ladder: RetryLadder,
    private readonly processor: BatchProcessor,
  ) {
    super();
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const handlers = [...this.messageHandlers].map(([pattern, handler]) =>
        toBoundHandler(pattern, handler),
      );
      for (const { subscription, handlers: ofQueue } of planQueues(this.options, this.ladder, handlers)) {
        this.consumptions.push(
          await this.options.transport.consume(subscription, (deliveries) =>
            this.home.runInAsyncScope(() => this.processor.process(subscription.queue, ofQueue, deliveries)),
          ),
        );
      }
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Stops consuming; handlers in the middle of a batch finish it. */
  async close(): Promise<void> {
    await Promise.all(this.consumptions.map((consumption) => consumption.stop()));
    this.consumptions = [];
  }

  /** Connection state is told by the transport's `ready()`; there is nothing to listen to. */
  on(): never {
    throw new Error('EventStrategy emits no events; ask the transport whether it is ready()');
  }

  unwrap<T>(): T {
    return this.options.transport as EventTransport & T;
  }
}

function toBoundHandler(pattern: string, handler: MessageHandler): BoundHandler {
  if (handler.next) throw new Error(`Two methods handle "${pattern}"`);
  const extras = handler.extras as HandlerExtras | undefined;
  if (!extras?.definitions) throw new Error(`Handler "${pattern}" is not declared with @HandleEvents`);
  const call = async (events: DomainEvent[], context: HandlerContext): Promise<void> => {
    const result: unknown = await handler(events, context);
    if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
  };
  return { ...extras, call };
}

/** The strategy of an application that imports `MessagingModule`: `app.connectMicroservice({ strategy })`. */
export function createEventStrategy(app: INestApplicationContext): EventStrategy {
  return app.get(EventStrategy);
}
