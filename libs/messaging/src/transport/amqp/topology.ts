import type { Channel } from 'amqplib';
import type { EventChannel } from '@crossdock/domain';
import type { Subscription } from '../event-transport';

const EXCHANGES: Record<EventChannel, string> = { facts: 'crossdock.events', work: 'crossdock.work' };

/** Arguments cannot be changed later; limits (length, deliveries) belong into policies of the broker. */
const QUORUM = {
  'x-queue-type': 'quorum',
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
};

/**
 * Names and declarations of everything that lives in the broker. Declaring is idempotent, and fails when a thing exists
 * with other arguments.
 */
export class Topology {
  /** @param prefix put before each name, so that several systems can share a virtual host. */
  constructor(private readonly prefix: string) {}

  exchange(channel: EventChannel): string {
    return this.prefix + EXCHANGES[channel];
  }

  queue(name: string): string {
    return this.prefix + name;
  }

  /** Where the broker puts what it delivered too often (a limit of RabbitMQ 4); consumed by the same service. */
  deadQueue(name: string): string {
    return `${this.queue(name)}.dead`;
  }

  /** A fanout exchange and a queue of this name: what is published there comes to the queue that is its routing key. */
  retry(waitMs: number): string {
    return `${this.prefix}crossdock.retry.${waitMs}`;
  }

  async declareExchanges(channel: Channel): Promise<void> {
    await channel.assertExchange(this.exchange('facts'), 'topic', { durable: true });
    await channel.assertExchange(this.exchange('work'), 'topic', { durable: true });
  }

  async declareSubscription(channel: Channel, subscription: Subscription): Promise<void> {
    const queue = this.queue(subscription.queue);
    const deadQueue = this.deadQueue(subscription.queue);
    await this.declareExchanges(channel);
    for (const waitMs of subscription.retryWaitsMs) await this.declareRetry(channel, waitMs);
    await channel.assertQueue(deadQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.assertQueue(queue, {
      durable: true,
      deadLetterExchange: '',
      deadLetterRoutingKey: deadQueue,
      arguments: { ...QUORUM, 'x-single-active-consumer': !subscription.competing },
    });
    for (const binding of subscription.bindings) {
      await channel.bindQueue(queue, this.exchange(binding.channel), binding.pattern);
    }
  }

  /** @throws Error when something is missing; the channel is closed by it. */
  async check(channel: Channel, subscription: Subscription): Promise<void> {
    for (const { channel: kind } of subscription.bindings) await channel.checkExchange(this.exchange(kind));
    await channel.checkQueue(this.queue(subscription.queue));
    await channel.checkQueue(this.deadQueue(subscription.queue));
    for (const waitMs of subscription.retryWaitsMs) {
      await channel.checkExchange(this.retry(waitMs));
      await channel.checkQueue(this.retry(waitMs));
    }
  }

  private async declareRetry(channel: Channel, waitMs: number): Promise<void> {
    const name = this.retry(waitMs);
    await channel.assertExchange(name, 'fanout', { durable: true });
    await channel.assertQueue(name, {
      durable: true,
      messageTtl: waitMs,
      deadLetterExchange: '',
      arguments: QUORUM,
    });
    await channel.bindQueue(name, name, '');
  }
}
