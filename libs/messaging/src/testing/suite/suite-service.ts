import { Global, type INestApplication, Module, type Type } from '@nestjs/common';
import { Test, type TestingModuleBuilder } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import type { DomainEvent } from '@crossdock/domain';
import { DeadLetters } from '../../dead-letters/dead-letters';
import { createEventStrategy } from '../../handling/event-strategy';
import type { RelayOptions } from '../../messaging-options';
import { MessagingModule } from '../../messaging.module';
import { messagingMigrations } from '../../migrations/messaging-migrations';
import { Outbox } from '../../outbox/outbox';
import type { ObservedTransport } from './observed-transport';

export interface SuiteServiceOptions {
  readonly name: string;
  readonly databaseUrl: string;
  readonly schema: string;
  readonly transport: ObservedTransport;
  readonly handlers: readonly Type[];
  readonly connectors: readonly string[];
  readonly retryWaitsMs: readonly number[];
  readonly relay: RelayOptions;
  /** Replaces parts by defective ones. */
  readonly replaceParts: (builder: TestingModuleBuilder) => TestingModuleBuilder;
}

/** One row that a handler wrote. */
export interface Effect {
  readonly queue: string;
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly revision: number;
}

/** A small service on the transport under test, put together as a real one is. */
export class SuiteService {
  private closed: Promise<void> | null = null;

  private constructor(
    readonly name: string,
    readonly transport: ObservedTransport,
    readonly dataSource: DataSource,
    private readonly app: INestApplication,
  ) {}

  static async start(options: SuiteServiceOptions): Promise<SuiteService> {
    const dataSource = await openSchema(options.databaseUrl, options.schema);
    @Global()
    @Module({ providers: [{ provide: DataSource, useValue: dataSource }], exports: [DataSource] })
    class DatabaseModule {}

    const messaging = MessagingModule.forService({ ...options, service: options.name });
    const builder = Test.createTestingModule({
      imports: [DatabaseModule, messaging],
      controllers: [...options.handlers],
    });
    const module = await options.replaceParts(builder).compile();
    const app = module.createNestApplication();
    app.useLogger(false);
    app.connectMicroservice({ strategy: createEventStrategy(app) });
    await app.init();
    await app.startAllMicroservices();
    return new SuiteService(options.name, options.transport, dataSource, app);
  }

  get outbox(): Outbox {
    return this.app.get(Outbox);
  }

  get deadLetters(): DeadLetters {
    return this.app.get(DeadLetters);
  }

  /** Tells events in one transaction. */
  async tell(...events: DomainEvent[]): Promise<void> {
    await this.dataSource.transaction((tx) => this.outbox.add(tx, events));
  }

  /** What handlers of this service did, in order. */
  async effects(): Promise<Effect[]> {
    return this.dataSource.query(
      'SELECT queue, event_id AS id, type, key, revision FROM effect ORDER BY seq',
    );
  }

  /** Rows that wait in the outbox, in order. */
  async waiting(): Promise<{ id: string; refusals: number; lastError: string | null }[]> {
    return this.dataSource.query(
      `SELECT event->>'id' AS id, refusals, last_error AS "lastError" FROM outbox ORDER BY seq`,
    );
  }

  /** Closes it as a deployment does. */
  async close(): Promise<void> {
    this.closed ??= this.app.close().then(() => this.dataSource.destroy());
    await this.closed;
  }
}

async function openSchema(url: string, schema: string): Promise<DataSource> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    poolSize: 5,
    extra: { options: `-c search_path=${schema}` },
    migrations: messagingMigrations,
  }).initialize();
  await dataSource.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await dataSource.runMigrations();
  await dataSource.query(
    `CREATE TABLE IF NOT EXISTS effect (
       seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
       queue text NOT NULL, event_id uuid NOT NULL, type text NOT NULL, key text NOT NULL, revision integer NOT NULL)`,
  );
  return dataSource;
}
