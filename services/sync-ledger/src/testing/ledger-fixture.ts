import { Global, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { DomainEvent, EventDefinition, EventOf } from '@crossdock/domain';
import { InProcessTransport } from '@crossdock/messaging';
import {
  Clock,
  HealthRegistry,
  Metrics,
  SERVICE_CONFIG,
  Sealer,
  type ServiceConfig,
} from '@crossdock/platform';
import { createTestDatabase, ManualClock, testServiceConfig } from '@crossdock/platform/testing';
import { DataSource, type EntityManager } from 'typeorm';
import { SyncLedgerModule } from '../sync-ledger.module';

/** The whole ledger on a database of its own, standing still: no tick runs and no event leaves the outbox. */
export interface LedgerFixture {
  readonly clock: ManualClock;
  readonly dataSource: DataSource;
  readonly get: TestingModule['get'];
  /** Runs something as a handler would. */
  tx<T>(work: (tx: EntityManager) => Promise<T>): Promise<T>;
  /** Takes the events of a type out of the outbox, in order. */
  told<D extends EventDefinition>(definition: D): Promise<EventOf<D>['payload'][]>;
  /** Empties every table but the list of migrations. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function ledgerFixture(): Promise<LedgerFixture> {
  const database = await createTestDatabase();
  const config = testServiceConfig('sync-ledger', { databaseUrl: database.url });
  const clock = new ManualClock();
  const transport = new InProcessTransport();
  const module = await Test.createTestingModule({
    imports: [platformOf(config, clock), SyncLedgerModule.forRuntime({ config, transport })],
  }).compile();
  const dataSource = module.get(DataSource);
  return {
    clock,
    dataSource,
    get: module.get.bind(module),
    tx: (work) => dataSource.transaction(work),
    told: (definition) => take(dataSource, definition),
    reset: () => empty(dataSource),
    close: async () => {
      await dataSource.destroy();
      await transport.close();
      await database.drop();
    },
  };
}

function platformOf(config: ServiceConfig, clock: Clock) {
  @Global()
  @Module({
    providers: [
      { provide: SERVICE_CONFIG, useValue: config },
      { provide: Clock, useValue: clock },
      { provide: Sealer, useValue: new Sealer(config.dataKeys) },
      { provide: Metrics, useValue: new Metrics(config.service) },
      HealthRegistry,
    ],
    exports: [SERVICE_CONFIG, Clock, Sealer, Metrics, HealthRegistry],
  })
  class FixturePlatform {}
  return FixturePlatform;
}

async function take<D extends EventDefinition>(
  dataSource: DataSource,
  definition: D,
): Promise<EventOf<D>['payload'][]> {
  const rows: { event: DomainEvent }[] = await dataSource.query(
    `WITH taken AS (DELETE FROM outbox WHERE event->>'type' = $1 RETURNING seq, event)
     SELECT event FROM taken ORDER BY seq`,
    [definition.type],
  );
  return rows.map(({ event }) => definition.parse(event).payload as EventOf<D>['payload']);
}

/** Quicker than TRUNCATE on small tables. Foreign keys cascade; removed lines leave marks, so these go last. */
async function empty(dataSource: DataSource): Promise<void> {
  const tables: { name: string }[] = await dataSource.query(
    `SELECT quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = current_schema() AND tablename <> 'migrations'
     ORDER BY tablename = 'stock_marks'`,
  );
  await dataSource.query(tables.map(({ name }) => `DELETE FROM ${name}`).join('; '));
}
