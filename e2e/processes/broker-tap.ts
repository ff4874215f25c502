import { connect as connectTcp, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { connect as connectAmqp } from 'amqplib';
import { DeclaredNames } from './declared-names';

/**
 * Stands between programs and RabbitMQ: can break their connections, and removes in the end what they declared
 * through it, whoever they were.
 */
export class BrokerTap {
  private readonly sockets = new Set<Socket>();
  private readonly exchanges = new Set<string>();
  private readonly queues = new Set<string>();

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    server.on('connection', (client) => this.join(client));
  }

  static async start(amqpUrl: string): Promise<BrokerTap> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new BrokerTap(server, new URL(amqpUrl));
  }

  /** The broker's URL by way of this tap. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.href;
  }

  /** Breaks every connection; new ones are let through. */
  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Ends everything and removes every exchange and queue that was declared through the tap. */
  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
    const model = await connectAmqp(this.target.href);
    try {
      const channel = await model.createChannel();
      for (const queue of this.queues) await channel.deleteQueue(queue);
      for (const exchange of this.exchanges) await channel.deleteExchange(exchange);
    } finally {
      await model.close();
    }
  }

  private join(client: Socket): void {
    const upstream = connectTcp(Number(this.target.port || 5672), this.target.hostname);
    const declared = new DeclaredNames();
    client.on('data', (chunk: Buffer) => {
      for (const { kind, name } of declared.read(chunk)) {
        (kind === 'exchange' ? this.exchanges : this.queues).add(name);
      }
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.sockets.add(socket);
      socket.setNoDelay(true);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
