import type { ChannelModel } from 'amqplib';
import { encode } from './wire';
import type {
  BatchListener,
  Consumption,
  EventTransport,
  OutgoingEvent,
  PublishOutcome,
  Subscription,
} from '../event-transport';
import { AmqpConsumption } from './amqp-consumption';
import { AmqpPublisher } from './amqp-publisher';
import type { BackoffOptions } from './backoff';
import { closeQuietly } from './close-quietly';
import { publishInOrder } from './publish-in-order';
import { RecoveringConnection } from './recovering-connection';
import { Topology } from './topology';

export interface AmqpTransportOptions {
  /** `amqp://user:password@host:port/vhost` */
  url: string;
  /** Shown by the broker's management. */
  name?: string;
  /** Put before the name of each queue and exchange. */
  prefix?: string;
  /** A silent connection is given up after two of these. 15 unless told. */
  heartbeatSeconds?: number;
  /** A publish without an answer counts as failed after this time; below the relay's lease. 20 s unless told. */
  confirmTimeoutMs?: number;
  /** Waits between tries to connect or to consume. */
  reconnect?: BackoffOptions;
}

/**
 * Moves events over RabbitMQ (3.10 and newer): topic exchanges, quorum queues, persistent mandatory publishes confirmed in
 * windows, acknowledgement after the verdict. Publishing and consuming have a connection each, so that a broker that blocks
 * publishers still takes acknowledgements. Connects on first use and comes back after each loss.
 */
export class AmqpTransport implements EventTransport {
  readonly shared = false;
  private readonly topology: Topology;
  private readonly publisher: AmqpPublisher;
  private readonly publishing: RecoveringConnection;
  private readonly consuming: RecoveringConnection;
  private readonly consumptions = new Set<AmqpConsumption>();
  private closed: Promise<void> | null = null;

  /** The transport of one service's process, as its configuration says. */
  static forService(config: {
    service: string;
    amqpUrl: string;
    amqpPrefix: string;
    leaseSeconds: number;
  }): AmqpTransport {
    return new AmqpTransport({
      url: config.amqpUrl,
      name: config.service,
      prefix: config.amqpPrefix,
      // A publish must have an answer while the relay still holds the rows.
      confirmTimeoutMs: (config.leaseSeconds * 1000 * 2) / 3,
    });
  }

  constructor(private readonly options: AmqpTransportOptions) {
    this.topology = new Topology(options.prefix ?? '');
    this.publisher = new AmqpPublisher(this.topology, options.confirmTimeoutMs ?? 20_000);
    this.publishing = this.connection('publish', async (model) => {
      await this.publisher.attach(model, () => void this.publishing.drop());
    });
    this.consuming = this.connection('consume', async (model) => {
      for (const consumption of this.consumptions) void consumption.run(model);
    });
  }

  canPublish(): boolean {
    this.publishing.start();
    return this.publisher.connected && this.publishing.trouble === null;
  }

  async publish(events: readonly OutgoingEvent[]): Promise<PublishOutcome[]> {
    this.publishing.start();
    const messages = events.map(({ event, attempt, queue }) =>
      queue === null
        ? encode(this.topology.exchange(event.channel), event.routingKey, event, { attempt, requeued: false })
        : encode('', this.topology.queue(queue), event, { attempt, requeued: true }),
    );
    return publishInOrder(
      events.map(({ event }) => event.key),
      (indexes) => this.publisher.publish(indexes.map((index) => messages[index]!)),
    );
  }

  async consume(subscription: Subscription, listener: BatchListener): Promise<Consumption> {
    const { reconnect = {} } = this.options;
    const consumption = new AmqpConsumption(
      subscription,
      listener,
      this.topology,
      this.publisher,
      reconnect,
      () => this.consumptions.delete(consumption),
    );
    this.consumptions.add(consumption);
    this.publishing.start();
    this.consuming.start();
    if (this.consuming.current) void consumption.run(this.consuming.current);
    return consumption;
  }

  async ready(): Promise<void> {
    if (!this.canPublish())
      throw new Error(`RabbitMQ cannot be published to: ${this.publishing.trouble ?? 'no channel'}`);
    if (this.consumptions.size === 0) return;
    const model = this.consuming.current;
    if (!model) throw new Error(`RabbitMQ cannot be consumed from: ${this.consuming.trouble}`);
    const idle = [...this.consumptions].find((consumption) => !consumption.active);
    if (idle) throw new Error(`The queue ${idle.subscription.queue} is not consumed`);
    await this.checkTopology();
  }

  async close(): Promise<void> {
    this.closed ??= this.shutDown();
    await this.closed;
  }

  private async shutDown(): Promise<void> {
    await Promise.all([...this.consumptions].map((consumption) => consumption.stop()));
    await this.publisher.drain();
    await Promise.all([this.publishing.close(), this.consuming.close()]);
  }

  /**
   * Looks whether everything is still there. What is missing is made again by connecting again, not here: a quorum queue
   * that is declared while the broker still deletes its namesake comes up with the old one's consumers.
   */
  private async checkTopology(): Promise<void> {
    const channel = await this.consuming.current!.createChannel();
    channel.on('error', () => undefined); // the check that failed rejects as well
    try {
      for (const { subscription } of this.consumptions) await this.topology.check(channel, subscription);
    } catch (error) {
      await this.consuming.drop();
      throw error;
    } finally {
      await closeQuietly(channel);
    }
  }

  private connection(purpose: string, onConnected: (model: ChannelModel) => Promise<void>) {
    const { url, name = 'crossdock', heartbeatSeconds = 15, reconnect: backoff = {} } = this.options;
    return new RecoveringConnection({
      url,
      name: `${name} ${purpose}`,
      heartbeatSeconds,
      backoff,
      onConnected,
    });
  }
}
