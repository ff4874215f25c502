import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DeadLetters, type ParkReason } from '../dead-letters/dead-letters';
import { Inbox } from '../inbox/inbox';
import { MESSAGING_METRICS, MESSAGING_OPTIONS, type MessagingOptions } from '../messaging-options';
import type { HandledOutcome, MessagingMetrics } from '../metrics/messaging-metrics';
import { RetryLadder } from '../retry/retry-ladder';
import type { Delivery, Verdict } from '../transport/event-transport';
import { CrashGuard } from './crash-guard';
import { describeError } from './describe-error';
import { HandlerContext } from './handler-context';
import type { BoundHandler } from './queue-plan';
import { type Readable, readDelivery } from './read-delivery';
import { splitIntoRuns } from './runs';

const DONE: Verdict = { kind: 'done' };

/** Null when the transaction committed; otherwise why not, and whether the database could be reached at all. */
type Failure = { readonly error: unknown; readonly began: boolean } | null;

/**
 * Turns a batch of deliveries into verdicts: what cannot be read is parked, what was handled before is dropped, the rest
 * goes to its handler in one transaction with the inbox rows. When that fails, each event gets a transaction of its own,
 * so that the bad one alone goes to the retry ladder.
 */
@Injectable()
export class BatchProcessor {
  private readonly logger = new Logger('Messaging');

  constructor(
    @Inject(MESSAGING_OPTIONS) private readonly options: Pick<MessagingOptions, 'service'>,
    @Inject(MESSAGING_METRICS) private readonly metrics: MessagingMetrics,
    private readonly dataSource: DataSource,
    private readonly inbox: Inbox,
    private readonly crashGuard: CrashGuard,
    private readonly deadLetters: DeadLetters,
    private readonly ladder: RetryLadder,
  ) {}

  async process(
    queue: string,
    handlers: readonly BoundHandler[],
    deliveries: readonly Delivery[],
  ): Promise<Verdict[]> {
    const verdicts = new Map<Delivery, Verdict>();
    const readable: Readable[] = [];
    for (const delivery of deliveries) {
      const read = readDelivery(handlers, delivery);
      if ('event' in read) readable.push(read);
      else if (read.reason) verdicts.set(delivery, await this.park(queue, delivery, read.reason, read.error));
      else verdicts.set(delivery, await this.retryOrPark(queue, delivery, read.error));
    }
    for (const run of splitIntoRuns(readable, CrashGuard.SUSPECT_AFTER)) {
      for (const [delivery, verdict] of await this.handleRun(queue, run)) verdicts.set(delivery, verdict);
    }
    return deliveries.map((delivery) => verdicts.get(delivery)!);
  }

  private async handleRun(queue: string, run: readonly Readable[]): Promise<[Delivery, Verdict][]> {
    if (run.length > 1) {
      const failure = await this.commit(queue, run);
      if (!failure) return run.map(({ delivery }) => [delivery, DONE]);
      if (!failure.began) {
        return Promise.all(
          run.map(async (read) => [
            read.delivery,
            await this.retryOrPark(queue, read.delivery, failure.error),
          ]),
        );
      }
    }
    const verdicts: [Delivery, Verdict][] = [];
    for (const read of run) verdicts.push([read.delivery, await this.handleAlone(queue, read)]);
    return verdicts;
  }

  private async handleAlone(queue: string, read: Readable): Promise<Verdict> {
    const { delivery, event } = read;
    try {
      if (
        delivery.redeliveries >= CrashGuard.SUSPECT_AFTER &&
        !(await this.crashGuard.mayTry(queue, event.id))
      ) {
        return await this.park(
          queue,
          delivery,
          'crashed',
          'The process died each time it handled this event',
        );
      }
    } catch (error) {
      return this.retryOrPark(queue, delivery, error);
    }
    const failure = await this.commit(queue, [read]);
    return failure ? this.retryOrPark(queue, delivery, failure.error) : DONE;
  }

  /** Handles events of one handler in one transaction. */
  private async commit(queue: string, run: readonly Readable[]): Promise<Failure> {
    const startedAt = performance.now();
    let began = false;
    let fresh = new Set<string>();
    try {
      await this.dataSource.transaction(async (tx) => {
        began = true;
        fresh = await this.inbox.claim(
          tx,
          queue,
          run.map(({ event }) => event.id),
        );
        const events = [...new Map(run.map(({ event }) => [event.id, event])).values()].filter(({ id }) =>
          fresh.has(id),
        );
        if (events.length > 0)
          await run[0]!.handler.call(events, new HandlerContext(tx, this.options.service, queue));
        const requeued = run.filter(({ delivery }) => delivery.requeued).map(({ event }) => event.id);
        if (requeued.length > 0) await this.deadLetters.resolve(tx, queue, requeued);
        const suspects = run.filter(({ delivery }) => delivery.redeliveries >= CrashGuard.SUSPECT_AFTER);
        for (const { event } of suspects) await this.crashGuard.clear(tx, queue, event.id);
        // A handler that swallowed a failed statement has an aborted transaction, which COMMIT would undo silently.
        await tx.query('SELECT 1');
      });
    } catch (error) {
      return { error, began };
    } finally {
      this.metrics.batchHandled(queue, run.length, (performance.now() - startedAt) / 1000);
    }
    for (const { delivery, event } of run) {
      // The second copy within a batch is as much of a duplicate as one of an earlier batch.
      this.count(queue, delivery, fresh.delete(event.id) ? 'handled' : 'duplicate');
    }
    return null;
  }

  private async retryOrPark(queue: string, delivery: Delivery, error: unknown): Promise<Verdict> {
    const { attempt } = delivery;
    const afterMs = this.ladder.waitAfter(attempt);
    const message = describeError(error);
    if (afterMs === null) return this.park(queue, delivery, 'exhausted', message);
    this.logger.warn(
      `${queue}: ${nameOf(delivery)} failed (attempt ${attempt}), again in ${afterMs} ms: ${message}`,
    );
    this.count(queue, delivery, 'retried');
    return { kind: 'retry', afterMs, error: message };
  }

  private async park(queue: string, delivery: Delivery, reason: ParkReason, error: string): Promise<Verdict> {
    const { event, attempt } = delivery;
    const name = nameOf(delivery);
    try {
      await this.deadLetters.park({
        queue,
        reason,
        error,
        attempts: attempt,
        event,
        raw: event ? null : delivery.raw,
      });
    } catch (parkError) {
      const message = describeError(parkError);
      this.logger.error(
        `${queue}: ${name} cannot be parked, again in ${this.ladder.lastWait} ms: ${message}`,
      );
      return { kind: 'retry', afterMs: this.ladder.lastWait, error: message };
    }
    this.logger.error(`${queue}: ${name} parked (${reason}): ${error}`);
    this.count(queue, delivery, 'parked');
    return DONE;
  }

  private count(queue: string, { event }: Delivery, outcome: HandledOutcome): void {
    this.metrics.handled(queue, event?.type ?? 'unreadable', outcome);
  }
}

function nameOf({ event }: Delivery): string {
  return event ? `${event.type} ${event.id}` : 'a message';
}
