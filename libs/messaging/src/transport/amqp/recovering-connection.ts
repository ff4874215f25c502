import { Logger } from '@nestjs/common';
import { type ChannelModel, connect } from 'amqplib';
import { describeError } from '../../handling/describe-error';
import { Wakeable } from '../../sleep/wakeable';
import { closeQuietly } from './close-quietly';
import { backoffMs, type BackoffOptions } from './backoff';

export interface RecoveringConnectionOptions {
  readonly url: string;
  /** Shown by the broker's management. */
  readonly name: string;
  readonly heartbeatSeconds: number;
  readonly backoff: BackoffOptions;
  /** Called after each connect; when it rejects, the connection is dropped and made again after a wait. */
  onConnected(model: ChannelModel): Promise<void>;
}

/** A connection that comes back by itself. Nagle's algorithm is off: it would cost five sixths of the throughput. */
export class RecoveringConnection {
  private readonly logger = new Logger('AmqpConnection');
  private readonly pause = new Wakeable();
  private model: ChannelModel | null = null;
  private running: Promise<void> | null = null;
  private closing = false;
  /** Why there is no connection, or why the broker takes nothing from it; null when all is well. */
  trouble: string | null = 'not connected yet';

  constructor(private readonly options: RecoveringConnectionOptions) {}

  /** Begins to connect; does nothing when it has begun. */
  start(): void {
    if (!this.closing) this.running ??= this.run();
  }

  /** The connection, when there is one and `onConnected` has been called for it. */
  get current(): ChannelModel | null {
    return this.model;
  }

  /** Drops the connection, as if it had been lost. */
  async drop(): Promise<void> {
    const model = this.model;
    this.model = null;
    if (model) await closeQuietly(model);
  }

  async close(): Promise<void> {
    this.closing = true;
    this.pause.wake();
    await this.drop();
    await this.running;
    this.trouble = 'closed';
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.closing) {
      try {
        const model = await this.connect();
        const lost = new Promise<void>((resolve) => model.once('close', () => resolve()));
        try {
          await this.options.onConnected(model);
          if (this.closing) break;
          this.model = model;
          this.trouble = null;
          failures = 0;
          await lost;
          this.trouble = 'connection lost';
        } finally {
          this.model = null;
          await closeQuietly(model);
        }
      } catch (error) {
        this.trouble = describeError(error);
        this.logger.warn(`${this.options.name}: ${this.trouble}; connecting again`);
      }
      if (!this.closing) await this.pause.sleep(backoffMs(failures++, this.options.backoff));
    }
  }

  private async connect(): Promise<ChannelModel> {
    const { url, name, heartbeatSeconds } = this.options;
    const target = new URL(url);
    target.searchParams.set('heartbeat', String(heartbeatSeconds));
    const model = await connect(target.href, {
      noDelay: true,
      timeout: 10_000,
      clientProperties: { connection_name: name },
    });
    // Each queue that is consumed wants to know when the connection ends.
    model.setMaxListeners(0);
    model.on('error', (error) => this.logger.warn(`${name}: ${describeError(error)}`));
    model.on('blocked', (reason) => (this.trouble = `blocked by the broker: ${reason}`));
    model.on('unblocked', () => (this.trouble = null));
    return model;
  }
}
