import { randomBytes } from 'node:crypto';
import { connect } from 'amqplib';
import { AmqpTransport } from '../../transport/amqp/amqp.transport';
import { Topology } from '../../transport/amqp/topology';
import type { EventTransport, Subscription } from '../../transport/event-transport';
import { TransportDecorator } from '../suite/transport-decorator';
import { TcpProxy } from './tcp-proxy';
import type { LabFactory, TransportLab } from './transport-lab';

/** A real RabbitMQ; each case has its own names in it and removes them. */
export function amqpLab(url: string): LabFactory {
  return {
    hasBroker: true,
    async create(): Promise<TransportLab> {
      const prefix = `test-${randomBytes(6).toString('hex')}.`;
      const topology = new Topology(prefix);
      const proxies = new Map<string, TcpProxy>();
      const subscriptions: Subscription[] = [];
      const admin = await connect(url, { noDelay: true });
      const channel = await admin.createConfirmChannel();
      return {
        async connect(service): Promise<EventTransport> {
          const proxy = await TcpProxy.start(url);
          proxies.set(service, proxy);
          const reconnect = { initialMs: 20, maxMs: 200 };
          const transport = new AmqpTransport({ url: proxy.url, name: service, prefix, reconnect });
          return new SubscriptionRecorder(transport, subscriptions);
        },
        open: () => undefined,
        cut: (service) => proxies.get(service)!.cut(),
        broker: {
          deleteQueue: async (queue) => void (await channel.deleteQueue(topology.queue(queue))),
          depth: async (queue) => (await channel.checkQueue(topology.queue(queue))).messageCount,
          async send(queue, content, headers = {}) {
            channel.sendToQueue(topology.queue(queue), Buffer.from(content), { headers, persistent: true });
            await channel.waitForConfirms();
          },
          deadQueue: (queue) => `${queue}.dead`,
        },
        async close() {
          const waits = new Set(subscriptions.flatMap(({ retryWaitsMs }) => retryWaitsMs));
          for (const { queue } of subscriptions) {
            await channel.deleteQueue(topology.queue(queue));
            await channel.deleteQueue(topology.deadQueue(queue));
          }
          for (const waitMs of waits) {
            await channel.deleteQueue(topology.retry(waitMs));
            await channel.deleteExchange(topology.retry(waitMs));
          }
          await channel.deleteExchange(topology.exchange('facts'));
          await channel.deleteExchange(topology.exchange('work'));
          await admin.close();
          await Promise.all([...proxies.values()].map((proxy) => proxy.close()));
        },
      };
    },
  };
}

class SubscriptionRecorder extends TransportDecorator {
  constructor(
    inner: EventTransport,
    private readonly subscriptions: Subscription[],
  ) {
    super(inner);
  }

  override consume(...[subscription, listener]: Parameters<EventTransport['consume']>) {
    this.subscriptions.push(subscription);
    return super.consume(subscription, listener);
  }
}
