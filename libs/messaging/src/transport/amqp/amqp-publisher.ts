import type { ChannelModel, ConfirmChannel, Message } from 'amqplib';
import { describeError } from '../../handling/describe-error';
import type { Topology } from './topology';
import type { WireMessage } from './wire';

export type WireOutcome = { kind: 'confirmed' } | { kind: 'returned' } | { kind: 'failed'; error: string };

/** Publishes persistent, mandatory messages on one confirm channel and says what the broker said about each. */
export class AmqpPublisher {
  private channel: ConfirmChannel | null = null;
  private readonly returned = new Set<string>();
  private readonly inFlight = new Set<Promise<WireOutcome>>();
  private lastTag = 0;

  constructor(
    private readonly topology: Topology,
    private readonly confirmTimeoutMs: number,
  ) {}

  /** Opens the channel on a new connection. `onLost` is called when the channel dies, whoever closed it. */
  async attach(model: ChannelModel, onLost: () => void): Promise<void> {
    const channel = await model.createConfirmChannel();
    channel.on('error', () => undefined); // 'close' follows, and each unconfirmed publish gets the error
    channel.on('close', () => {
      if (this.channel === channel) this.channel = null;
      onLost();
    });
    channel.on('return', (message: Message) => this.returned.add(String(message.properties.correlationId)));
    await this.topology.declareExchanges(channel);
    this.channel = channel;
  }

  get connected(): boolean {
    return this.channel !== null;
  }

  /** Publishes a window without waiting in between; resolves when the broker has answered for each. */
  async publish(messages: readonly WireMessage[]): Promise<WireOutcome[]> {
    return Promise.all(messages.map((message) => this.track(this.publishOne(message))));
  }

  /** Resolves when nothing is waiting for a confirm. */
  async drain(): Promise<void> {
    await Promise.all(this.inFlight);
  }

  private async track(outcome: Promise<WireOutcome>): Promise<WireOutcome> {
    this.inFlight.add(outcome);
    try {
      return await outcome;
    } finally {
      this.inFlight.delete(outcome);
    }
  }

  private publishOne({ exchange, routingKey, content, options }: WireMessage): Promise<WireOutcome> {
    const { channel } = this;
    if (!channel) return Promise.resolve({ kind: 'failed', error: 'not connected' });
    const tag = String(++this.lastTag);
    return new Promise((resolve) => {
      const fail = (error: string) => resolve({ kind: 'failed', error });
      const timer = setTimeout(
        () => fail(`no confirm within ${this.confirmTimeoutMs} ms`),
        this.confirmTimeoutMs,
      );
      try {
        channel.publish(exchange, routingKey, content, { ...options, correlationId: tag }, (error) => {
          clearTimeout(timer);
          // The broker sends the return before the confirm of the same message.
          const wasReturned = this.returned.delete(tag);
          if (error) fail(`refused or lost before the confirm: ${describeError(error)}`);
          else resolve({ kind: wasReturned ? 'returned' : 'confirmed' });
        });
      } catch (error) {
        clearTimeout(timer);
        fail(describeError(error));
      }
    });
  }
}
