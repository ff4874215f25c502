import type { FactoryProvider } from '@nestjs/common';
import type { MessagingMetrics } from './metrics/messaging-metrics';
import type { EventTransport } from './transport/event-transport';

/** Injection tokens of what `forService` was given. */
export const MESSAGING_OPTIONS = Symbol('messaging options');
export const MESSAGING_METRICS = Symbol('messaging metrics');

export interface RelayOptions {
  /** Rows that one claim takes and one confirm window carries. 250 unless told. */
  batchSize?: number;
  /** Pause between two looks at an empty outbox, in milliseconds. 50 unless told. */
  pollMs?: number;
  /** How long a claim holds; a relay that died loses its rows after this time. 30 s unless told. */
  leaseMs?: number;
  /** First wait after a publish that was returned or failed; it doubles up to a minute. 1 s unless told. */
  backoffMs?: number;
  /**
   * Wake the relay by NOTIFY at each commit instead of at the next poll. Saves up to `pollMs` of latency and costs
   * half of the commit rate at 8 writers (NOTIFY takes a global lock), so it is off unless told.
   */
  notify?: boolean;
}

export interface MessagingOptions {
  /** First word of the names of its queues. */
  service: string;
  transport: EventTransport;
  /** Connectors that this process hosts; handlers with `perConnector` get a queue for each. */
  connectors?: readonly string[];
  /** Waits of the retry ladder in milliseconds. */
  retryWaitsMs?: readonly number[];
  relay?: RelayOptions;
  /** Makes the metrics from providers of global modules. */
  metrics?: Pick<FactoryProvider<MessagingMetrics>, 'inject' | 'useFactory'>;
}
