import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DeadLetters } from '../dead-letters/dead-letters';
import { describeError } from '../handling/describe-error';
import { MESSAGING_METRICS, MESSAGING_OPTIONS, type MessagingOptions } from '../messaging-options';
import type { MessagingMetrics } from '../metrics/messaging-metrics';
import type { PublishOutcome } from '../transport/event-transport';
import { type ClaimedRow, OutboxStore, type Postponement } from './outbox-store';
import { Wakeable } from '../sleep/wakeable';

const DEFAULT_BACKOFF_MS = 1_000;
const MAX_BACKOFF_MS = 60_000;
const HELD_WAIT_MS = 250;
const GAUGE_INTERVAL_MS = 5_000;

/**
 * Publishes what the outbox holds: claims a batch, publishes it in one confirm window, deletes what was confirmed and
 * gives the rest back with a wait. Any number of relays may work on one outbox.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('OutboxRelay');
  private readonly pause = new Wakeable();
  private running: Promise<void> | null = null;
  private stopping = false;
  private gaugesToldAt = -Infinity;

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: Pick<MessagingOptions, 'transport' | 'relay'>,
    @Inject(MESSAGING_METRICS) private readonly metrics: MessagingMetrics,
    private readonly store: OutboxStore,
    private readonly deadLetters: DeadLetters,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  /** Starts the loop; does nothing when it runs. */
  start(): void {
    this.stopping = false;
    this.running ??= this.loop();
  }

  /** Lets the window in flight end and stops. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.wake();
    await this.running;
    this.running = null;
  }

  /** Looks at the outbox now instead of at the next poll. */
  wake(): void {
    this.pause.wake();
  }

  /** Publishes one batch; returns how many rows it had. */
  async relayOnce(): Promise<number> {
    const { batchSize = 250, leaseMs = 30_000 } = this.options.relay ?? {};
    if (!(await this.store.hasDue())) return 0;
    const claim = await this.store.claim(batchSize, leaseMs);
    if (!claim || claim.rows.length === 0) return 0;
    const outcomes = await this.options.transport.publish(claim.rows);
    await this.settle(claim.token, claim.rows, outcomes);
    return claim.rows.length;
  }

  private async settle(
    token: string,
    rows: readonly ClaimedRow[],
    outcomes: readonly PublishOutcome[],
  ): Promise<void> {
    const confirmed: string[] = [];
    const postponed: Postponement[] = [];
    for (const [index, row] of rows.entries()) {
      const outcome = outcomes[index]!;
      this.metrics.published(row.event.type, outcome.kind);
      if (outcome.kind === 'confirmed') confirmed.push(row.seq);
      else postponed.push(this.postponement(row, outcome));
    }
    if (confirmed.length > 0) await this.store.delete(token, confirmed);
    if (postponed.length > 0) await this.store.postpone(token, postponed);
  }

  private postponement(
    row: ClaimedRow,
    outcome: Exclude<PublishOutcome, { kind: 'confirmed' }>,
  ): Postponement {
    const { seq } = row;
    if (outcome.kind === 'held') return { seq, waitMs: HELD_WAIT_MS, error: null, counts: 'nothing' };
    if (outcome.kind === 'deferred')
      return { seq, waitMs: outcome.afterMs, error: outcome.error, counts: 'attempts' };
    const error =
      outcome.kind === 'returned' ? `No queue is bound to ${row.event.routingKey}` : outcome.error;
    const waitMs = Math.min(
      MAX_BACKOFF_MS,
      (this.options.relay?.backoffMs ?? DEFAULT_BACKOFF_MS) * 2 ** Math.min(row.refusals, 16),
    );
    if (row.refusals === 0) this.logger.warn(`${row.event.type} ${row.event.id} was not published: ${error}`);
    return { seq, waitMs, error, counts: 'refusals' };
  }

  private async loop(): Promise<void> {
    const { pollMs = 50, backoffMs = DEFAULT_BACKOFF_MS } = this.options.relay ?? {};
    while (!this.stopping) {
      let relayed = 0;
      try {
        if (this.options.transport.canPublish()) relayed = await this.relayOnce();
        await this.tellGauges();
      } catch (error) {
        this.logger.error(`The outbox cannot be relayed, trying again: ${describeError(error)}`);
        await this.pause.sleep(backoffMs);
      }
      if (relayed === 0 && !this.stopping) await this.pause.sleep(pollMs);
    }
  }

  private async tellGauges(): Promise<void> {
    if (performance.now() - this.gaugesToldAt < GAUGE_INTERVAL_MS) return;
    this.gaugesToldAt = performance.now();
    this.metrics.outboxOldestAge(await this.store.oldestAge());
    this.metrics.deadLetters(await this.deadLetters.count());
  }
}
