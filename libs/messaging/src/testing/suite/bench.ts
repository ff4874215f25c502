import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Type } from '@nestjs/common';
import type { TestingModuleBuilder } from '@nestjs/testing';
import type { RelayOptions } from '../../messaging-options';
import type { EventTransport } from '../../transport/event-transport';
import type { BrokerAccess, LabFactory, TransportLab } from '../labs/transport-lab';
import { ObservedTransport } from './observed-transport';
import { SuiteService } from './suite-service';

/** What makes a variant of messaging under test differ from the real one. */
export interface Variant {
  wrapTransport?(transport: EventTransport): EventTransport;
  replaceParts?(builder: TestingModuleBuilder): TestingModuleBuilder;
}

export interface BenchOptions {
  readonly lab: LabFactory;
  readonly databaseUrl: string;
  readonly variant?: Variant;
  /** How long to wait for what should happen, in milliseconds. */
  readonly patienceMs: number;
}

export interface ServiceOptions {
  readonly handlers?: readonly Type[];
  readonly connectors?: readonly string[];
  readonly retryWaitsMs?: readonly number[];
  readonly relay?: RelayOptions;
  /** Tells replicas of one service apart: they share its queues and its schema. */
  readonly replica?: string;
}

/** Where a case plays: services on the transport under test, each with a schema of its own. */
export class Bench {
  private readonly services: SuiteService[] = [];
  private readonly run = randomBytes(4).toString('hex');

  private constructor(
    private readonly options: BenchOptions,
    private readonly lab: TransportLab,
  ) {}

  static async create(options: BenchOptions): Promise<Bench> {
    return new Bench(options, await options.lab.create());
  }

  /** Only for cases that need a broker. */
  get broker(): BrokerAccess {
    if (!this.lab.broker) throw new Error('This transport has no broker');
    return this.lab.broker;
  }

  /** Starts a service and waits until it is ready. */
  async service(name: string, options: ServiceOptions = {}): Promise<SuiteService> {
    const { variant } = this.options;
    const instance = `${name}${options.replica ?? ''}-${this.services.length}`;
    const connected = await this.lab.connect(instance);
    const transport = new ObservedTransport(variant?.wrapTransport?.(connected) ?? connected, () =>
      this.lab.cut(instance),
    );
    const service = await SuiteService.start({
      name,
      transport,
      databaseUrl: this.options.databaseUrl,
      schema: `case_${this.run}_${name}`,
      handlers: options.handlers ?? [],
      connectors: options.connectors ?? [],
      retryWaitsMs: options.retryWaitsMs ?? [100, 200],
      relay: { pollMs: 10, leaseMs: 500, backoffMs: 50, ...options.relay },
      replaceParts: (builder) => variant?.replaceParts?.(builder) ?? builder,
    });
    this.services.push(service);
    if (this.lab.broker) await this.eventually(() => transport.ready());
    return service;
  }

  /** To be called when the first services stand. */
  open(): void {
    this.lab.open();
  }

  /**
   * Lets a service die where it stands and start again: what it was about to say is never said. Without a broker the
   * services are one process and die together.
   */
  kill(service: SuiteService): void {
    for (const victim of this.lab.broker ? [service] : this.services) victim.transport.die();
  }

  /** Repeats a check until it passes; when the patience ends, its last error is the case's. */
  async eventually(check: () => Promise<void> | void): Promise<void> {
    const deadline = performance.now() + this.options.patienceMs;
    for (;;) {
      try {
        return await check();
      } catch (error) {
        if (performance.now() > deadline) throw error;
      }
      await sleep(15);
    }
  }

  /** Lets time pass in which something might wrongly happen. */
  async quiet(ms = 300): Promise<void> {
    await sleep(ms);
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.close()));
    await this.lab.close();
  }
}
