import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DomainEvent } from '@crossdock/domain';
import { createEventStrategy, InProcessTransport } from '@crossdock/messaging';
import { deliverEvents } from '@crossdock/messaging/testing';
import { createServiceApp } from '@crossdock/platform';
import { createTestDatabase, ManualClock, testAuth, testServiceConfig } from '@crossdock/platform/testing';
import { SyncLedgerModule } from '../sync-ledger.module';

/** What somebody answers to an event that the ledger told. */
export type Answer = (event: DomainEvent) => DomainEvent[];

/** The ledger as a process runs it, with its ticks and its relay, on a database of its own. */
export interface LedgerApp {
  readonly app: NestExpressApplication;
  readonly clock: ManualClock;
  /** Brings events to the handlers and waits until they are handled. */
  deliver(...events: DomainEvent[]): Promise<void>;
  /** Status and body of a request of an account. */
  call(
    accountId: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<[status: number, body: unknown]>;
  close(): Promise<void>;
}

/** @param answers by type: what the other services say to what the ledger tells */
export async function startLedger(answers: Readonly<Record<string, Answer>>): Promise<LedgerApp> {
  const database = await createTestDatabase();
  const auth = await testAuth();
  const config = testServiceConfig('sync-ledger', { databaseUrl: database.url, jwksUrl: auth.jwksUrl });
  const clock = new ManualClock();
  const transport = new InProcessTransport();
  const app = await createServiceApp({
    module: SyncLedgerModule.forRuntime({ config, transport }),
    config,
    clock,
    strategy: createEventStrategy,
  });
  await app.startAllMicroservices();
  const others = await standIn(transport, answers);
  transport.open();
  await app.listen(0, '127.0.0.1');
  const base = `${await app.getUrl()}/api/v1`;
  return {
    app,
    clock,
    deliver: (...events) => deliverEvents(transport, events),
    call: async (accountId, method, path, body) => {
      const user = { userId: accountId, accountId, accountKind: 'fulfillment' as const };
      const response = await fetch(`${base}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await auth.token(user, clock.now())}`,
          'content-type': 'application/json',
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return [response.status, text === '' ? null : (JSON.parse(text) as unknown)];
    },
    close: async () => {
      await others.stop();
      await app.close();
      await transport.close();
      await auth.close();
      await database.drop();
    },
  };
}

/** One queue that takes every event of the ledger, so that none is returned, and answers some. */
function standIn(transport: InProcessTransport, answers: Readonly<Record<string, Answer>>) {
  const bindings = (['facts', 'work'] as const).map((channel) => ({ channel, pattern: '#' }));
  return transport.consume(
    {
      queue: 'others.all',
      service: 'others',
      bindings,
      retryWaitsMs: [1000],
      prefetch: 250,
      competing: false,
    },
    async (deliveries) => {
      const told = deliveries.flatMap(({ event }) => (event ? (answers[event.type]?.(event) ?? []) : []));
      if (told.length > 0) setImmediate(() => void deliverEvents(transport, told));
      return deliveries.map(() => ({ kind: 'done' }));
    },
  );
}
