import { hostname } from 'node:os';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { ConnectorCatalogue } from '../catalogue/connector-catalogue';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import { LeaseLostError, type Lease } from '../streams/lease';
import { StreamStateStore } from '../streams/stream-state.store';
import { Doorbell } from './doorbell';
import { STREAM_TASKS, type StreamTask } from './stream-task';

const RENEWALS_PER_LEASE = 3;
const MAX_FAILURE_WAIT_MS = 300_000;

/**
 * Works due streams of all connections, several at once, each under its lease. A stream is worked for a while and then
 * goes to the end of the line, so that a long run of one connection does not hold back the others.
 */
@Injectable()
export class StreamWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(StreamWorker.name);
  private readonly owner = `${hostname()}:${process.pid}:${uuidv7()}`;
  private readonly working = new Map<Lease, Promise<void>>();
  private stopping = false;
  private loop: Promise<void> | null = null;
  private renewal: NodeJS.Timeout | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly streams: StreamStateStore,
    private readonly catalogue: ConnectorCatalogue,
    private readonly doorbell: Doorbell,
    @Inject(STREAM_TASKS) private readonly tasks: readonly StreamTask[],
    @Inject(HOST_OPTIONS) private readonly options: HostOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  start(): void {
    if (this.loop || this.options.workers < 1) return;
    this.stopping = false;
    this.loop = this.run();
    this.renewal = setInterval(() => void this.renew(), this.options.leaseMs / RENEWALS_PER_LEASE);
  }

  /**
   * Takes nothing new, lets the calls in progress end and gives the leases back. What does not end in time keeps its
   * lease until that runs out.
   */
  async stop(): Promise<void> {
    this.stopping = true;
    this.doorbell.ring();
    await this.loop;
    this.loop = null;
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, this.options.drainMs);
    });
    await Promise.race([Promise.all(this.working.values()), deadline]);
    clearTimeout(timer);
    if (this.renewal) clearInterval(this.renewal);
    this.renewal = null;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const lease = this.working.size < this.options.workers ? await this.claim() : null;
      if (lease) this.begin(lease);
      else await this.doorbell.wait(this.options.pollMs);
    }
  }

  private async claim(): Promise<Lease | null> {
    try {
      return await this.streams.claim(this.owner, this.catalogue.served);
    } catch (error) {
      // The database is away: work goes on when it is back.
      this.logger.error({ err: error }, 'No work can be claimed.');
      return null;
    }
  }

  private begin(lease: Lease): void {
    const work = this.work(lease).finally(() => {
      this.working.delete(lease);
      this.doorbell.ring();
    });
    this.working.set(lease, work);
  }

  private async work(lease: Lease): Promise<void> {
    const endsAt = performance.now() + this.options.chunkMs;
    const task = this.tasks.find((one) => one.handles(lease.stream));
    let failed = false;
    try {
      await task?.work(lease, { over: () => this.stopping || performance.now() >= endsAt });
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      // A bug or the database. The stream waits and is tried again; the others go on.
      this.logger.error(
        { err: error, stream: lease.stream, attempts: lease.attempts },
        'Work on a stream failed.',
      );
      failed = true;
    }
    await this.release(lease, task, failed);
  }

  private async release(lease: Lease, task: StreamTask | undefined, failed: boolean): Promise<void> {
    const wait = Math.min(this.options.backoffMs * 2 ** (lease.attempts - 1), MAX_FAILURE_WAIT_MS);
    try {
      await this.dataSource.transaction(async (tx) => {
        await this.streams.fence(tx, lease);
        const due = failed ? { afterMs: wait } : ((await task?.nextDue(tx, lease)) ?? null);
        await this.streams.release(tx, lease, { due, failed });
      });
    } catch (error) {
      if (error instanceof LeaseLostError) return;
      this.logger.error({ err: error }, 'A lease could not be given back; it runs out by itself.');
    }
  }

  private async renew(): Promise<void> {
    const leases = [...this.working.keys()];
    if (leases.length === 0) return;
    try {
      await this.streams.renew(leases);
    } catch (error) {
      this.logger.error({ err: error }, 'Leases could not be renewed; whoever takes over is fenced off.');
    }
  }
}
