import { Logger } from '@nestjs/common';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { describeError } from '../../handling/describe-error';
import type { BatchListener, Consumption, Delivery, Subscription } from '../event-transport';
import { Wakeable } from '../../sleep/wakeable';
import type { AmqpPublisher } from './amqp-publisher';
import { backoffMs, type BackoffOptions } from './backoff';
import { closeQuietly } from './close-quietly';
import type { Topology } from './topology';
import { decode, encodeRetry } from './wire';

/** More deliveries than any limit: a message that the broker itself gave up on. */
const GIVEN_UP_BY_BROKER = 1_000;

/** One channel's worth of consuming. What it holds unacknowledged comes again on the next one. */
interface Session {
  readonly channel: Channel;
  readonly consumerTags: string[];
  readonly buffer: { message: ConsumeMessage; delivery: Delivery }[];
  open: boolean;
  /** True when the broker has accepted every consumer. Messages may arrive before. */
  consuming: boolean;
}

/**
 * Consumes one queue: gathers what has arrived into batches, hands them to the listener one after the other, and
 * acknowledges after the verdicts. A message to be retried is published to a wait queue, confirmed, and then acknowledged;
 * it is never requeued. A channel that dies or a consumer that the broker cancels is set up again.
 */
export class AmqpConsumption implements Consumption {
  private readonly logger = new Logger('AmqpConsumption');
  private readonly pause = new Wakeable();
  private session: Session | null = null;
  /** Handling of batches, across sessions: a new session waits until the old one's batch has ended. */
  private handling: Promise<void> = Promise.resolve();
  private pumping = false;
  private stopping = false;

  constructor(
    readonly subscription: Subscription,
    private readonly listener: BatchListener,
    private readonly topology: Topology,
    private readonly publisher: AmqpPublisher,
    private readonly backoff: BackoffOptions,
    private readonly onStopped: () => void,
  ) {}

  get active(): boolean {
    return this.session !== null && this.session.open && this.session.consuming;
  }

  /** Consumes on this connection until it ends, whatever happens to queue, consumer or channel in between. */
  async run(model: ChannelModel): Promise<void> {
    let connected = true;
    model.once('close', () => {
      connected = false;
      this.pause.wake();
    });
    for (let failures = 0; connected && !this.stopping; failures++) {
      try {
        const { ended } = await this.open(model);
        failures = 0;
        await ended;
      } catch (error) {
        this.logger.warn(
          `${this.subscription.queue}: cannot be consumed, trying again: ${describeError(error)}`,
        );
        if (this.session) await this.end(this.session);
      }
      if (connected && !this.stopping) await this.pause.sleep(backoffMs(failures, this.backoff));
    }
  }

  async stop(): Promise<void> {
    if (this.stopping) return this.handling;
    this.stopping = true;
    this.pause.wake();
    const { session } = this;
    if (session?.open) {
      session.buffer.length = 0;
      await Promise.all(session.consumerTags.map((tag) => session.channel.cancel(tag))).catch(
        () => undefined,
      );
    }
    await this.handling;
    // The broker reads the acknowledgements before it reads the close.
    if (session?.open) await closeQuietly(session.channel);
    this.onStopped();
  }

  private async open(model: ChannelModel): Promise<{ ended: Promise<void> }> {
    const channel = await model.createChannel();
    const session: Session = { channel, consumerTags: [], buffer: [], open: true, consuming: false };
    this.session = session;
    const ended = new Promise<void>((resolve) =>
      channel.once('close', () => {
        session.open = false;
        session.buffer.length = 0;
        resolve();
      }),
    );
    channel.on('error', (error) => this.logger.warn(`${this.subscription.queue}: ${describeError(error)}`));
    const { queue } = this.subscription;
    await this.topology.declareSubscription(channel, this.subscription);
    await channel.prefetch(this.subscription.prefetch);
    await this.consume(session, this.topology.queue(queue), 0);
    await this.consume(session, this.topology.deadQueue(queue), GIVEN_UP_BY_BROKER);
    session.consuming = true;
    if (this.stopping) await closeQuietly(channel);
    return { ended };
  }

  private async consume(session: Session, queue: string, redeliveries: number): Promise<void> {
    const { consumerTag } = await session.channel.consume(queue, (message) => {
      if (!message) {
        this.logger.warn(`${queue}: the broker cancelled the consumer; consuming again`);
        void this.end(session);
        return;
      }
      if (this.stopping || !session.open) return;
      const delivery = decode(message);
      session.buffer.push({
        message,
        delivery: { ...delivery, redeliveries: delivery.redeliveries + redeliveries },
      });
      this.pump(session);
    });
    session.consumerTags.push(consumerTag);
  }

  private pump(session: Session): void {
    if (this.pumping) return;
    this.pumping = true;
    this.handling = this.handling.then(async () => {
      // What arrived in the same read of the socket belongs into the same batch.
      await new Promise((resolve) => setImmediate(resolve));
      await this.handleAll(session);
      this.pumping = false;
      const { session: latest } = this;
      if (latest?.open && latest.buffer.length > 0) this.pump(latest);
    });
  }

  private async handleAll(session: Session): Promise<void> {
    while (session.open && !this.stopping && session.buffer.length > 0) {
      const batch = session.buffer.splice(0, this.subscription.prefetch);
      try {
        const verdicts = await this.listener(batch.map(({ delivery }) => delivery));
        await this.publishRetries(
          batch.flatMap(({ delivery }, index) => {
            const verdict = verdicts[index]!;
            return verdict.kind === 'retry' ? [{ delivery, afterMs: verdict.afterMs }] : [];
          }),
        );
        if (session.open) session.channel.ack(batch.at(-1)!.message, true);
      } catch (error) {
        this.logger.error(
          `${this.subscription.queue}: a batch got no verdict and comes again: ${describeError(error)}`,
        );
        await this.end(session);
      }
    }
  }

  private async publishRetries(retries: readonly { delivery: Delivery; afterMs: number }[]): Promise<void> {
    const queue = this.topology.queue(this.subscription.queue);
    const outcomes = await this.publisher.publish(
      retries.map(({ delivery, afterMs }) => encodeRetry(this.topology.retry(afterMs), queue, delivery)),
    );
    const failed = outcomes.find((outcome) => outcome.kind !== 'confirmed');
    if (failed) throw new Error(`a retry copy was ${failed.kind}`);
  }

  /** Gives everything unacknowledged back to the broker. */
  private async end(session: Session): Promise<void> {
    if (!session.open) return;
    session.open = false;
    session.buffer.length = 0;
    await closeQuietly(session.channel);
  }
}
