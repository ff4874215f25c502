import { type DynamicModule, Module } from '@nestjs/common';
import { DeadLetters } from './dead-letters/dead-letters';
import { BatchProcessor } from './handling/batch-processor';
import { CrashGuard } from './handling/crash-guard';
import { EventStrategy } from './handling/event-strategy';
import { Inbox } from './inbox/inbox';
import { MESSAGING_METRICS, MESSAGING_OPTIONS, type MessagingOptions } from './messaging-options';
import { noMetrics } from './metrics/messaging-metrics';
import { Outbox } from './outbox/outbox';
import { OutboxRelay } from './outbox/outbox-relay';
import { OutboxListener } from './outbox/outbox-listener';
import { OutboxStore } from './outbox/outbox-store';
import { RetryLadder } from './retry/retry-ladder';
import { TransportLifecycle } from './transport/transport-lifecycle';

/** Messaging of one service. Needs a TypeORM `DataSource` whose migrations include `messagingMigrations`. */
@Module({})
export class MessagingModule {
  static forService(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        { provide: MESSAGING_METRICS, ...(options.metrics ?? { useFactory: () => noMetrics }) },
        { provide: RetryLadder, useFactory: () => new RetryLadder(options.retryWaitsMs) },
        Outbox,
        OutboxStore,
        OutboxRelay,
        OutboxListener,
        Inbox,
        CrashGuard,
        DeadLetters,
        BatchProcessor,
        EventStrategy,
        TransportLifecycle,
      ],
      exports: [Outbox, OutboxRelay, Inbox, DeadLetters, EventStrategy],
    };
  }
}
