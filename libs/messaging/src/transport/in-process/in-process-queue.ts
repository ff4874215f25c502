import { describeError } from '../../handling/describe-error';
import type { BatchListener, Consumption, Delivery, PublishOutcome, Subscription } from '../event-transport';

interface Waiting {
  readonly delivery: Delivery;
  resolve(outcome: PublishOutcome): void;
}

/** One subscription: hands batches to its listener one after the other, in the order of arrival. */
export class InProcessQueue implements Consumption {
  running = true;
  private readonly waiting: Waiting[] = [];
  private pump: Promise<void> | null = null;

  constructor(
    readonly subscription: Subscription,
    private readonly listener: BatchListener,
  ) {}

  /** Resolves when the listener has said its verdict. */
  deliver(delivery: Delivery): Promise<PublishOutcome> {
    return new Promise((resolve) => {
      this.waiting.push({ delivery, resolve });
      this.pump ??= this.handleAll();
    });
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.pump;
  }

  private async handleAll(): Promise<void> {
    // Lets the rest of the publisher's batch arrive first.
    await Promise.resolve();
    while (this.running && this.waiting.length > 0) {
      await this.handleBatch(this.waiting.splice(0, this.subscription.prefetch));
    }
    for (const { resolve } of this.waiting.splice(0)) resolve({ kind: 'held' });
    this.pump = null;
  }

  private async handleBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      const verdicts = await this.listener(batch.map(({ delivery }) => delivery));
      for (const [index, { resolve }] of batch.entries()) {
        const verdict = verdicts[index]!;
        resolve(
          verdict.kind === 'done'
            ? { kind: 'confirmed' }
            : { kind: 'deferred', afterMs: verdict.afterMs, error: verdict.error },
        );
      }
    } catch (error) {
      for (const { resolve } of batch) resolve({ kind: 'failed', error: describeError(error) });
    }
  }
}
