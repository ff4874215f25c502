import { MerchantChanged, type DomainEvent } from '@crossdock/domain';
import { createEventStrategy, InProcessTransport, type EventTransport } from '@crossdock/messaging';
import { deliverEvents, outboxEvents } from '@crossdock/messaging/testing';
import { createServiceApp, type ServiceConfig, type ServiceName } from '@crossdock/platform';
import { createTestDatabase, testAuth, testServiceConfig } from '@crossdock/platform/testing';
import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { HostOptions } from '../host-options';
import { RunHeartbeat } from '../runs/run-heartbeat';

/** Everything that takes minutes in life takes fractions of a second here. */
const QUICK: Partial<HostOptions> = {
  pollMs: 20,
  leaseMs: 1_500,
  pushDeadlineMs: 2_000,
  lookupDelayMs: 30,
  absentGraceMs: 300,
  backoffMs: 50,
  backoffMaxMs: 200,
  drainMs: 3_000,
  random: () => 0,
};

export interface Replica {
  readonly app: NestExpressApplication;
  deliver(...events: DomainEvent[]): Promise<void>;
  close(): Promise<void>;
}

export interface GatewayTestApp extends Replica {
  readonly accountId: string;
  readonly dataSource: DataSource;
  /** Another process on the same database. */
  addReplica(options?: Partial<HostOptions>): Promise<Replica>;
  /** A merchant of the account (or another) that the gateway knows. */
  merchant(accountId?: string): Promise<string>;
  /** Has open runs tell that they are alive, as a timer does in life. */
  beat(): Promise<void>;
  /** Everything told so far of these types, in order. */
  told(...types: string[]): Promise<DomainEvent[]>;
  call(
    method: string,
    path: string,
    body?: unknown,
    accountId?: string,
  ): Promise<{ status: number; body: unknown }>;
}

export interface TestGatewayParts {
  readonly service: ServiceName;
  /** The gateway's module, made once a replica. */
  module(runtime: {
    readonly config: ServiceConfig;
    readonly transport: EventTransport;
    readonly options: Partial<HostOptions>;
  }): DynamicModule;
  /** Of the first replica, and of others unless they say otherwise. */
  readonly options: Partial<HostOptions>;
}

/** Starts a gateway on a database of its own; `close` ends all its replicas and drops the database. */
export async function startTestGateway({
  service,
  module,
  options,
}: TestGatewayParts): Promise<GatewayTestApp> {
  const [database, auth] = await Promise.all([createTestDatabase(), testAuth()]);
  const config = testServiceConfig(service, { databaseUrl: database.url, jwksUrl: auth.jwksUrl });
  const replicas: Replica[] = [];
  const start = async (changed: Partial<HostOptions>): Promise<Replica> => {
    const transport = new InProcessTransport();
    const app = await createServiceApp({
      module: module({ config, transport, options: { ...QUICK, ...changed } }),
      config,
      strategy: createEventStrategy,
    });
    await app.startAllMicroservices();
    transport.open();
    let closed = false;
    const replica: Replica = {
      app,
      deliver: (...events) => deliverEvents(transport, events),
      async close() {
        if (closed) return;
        closed = true;
        await app.close();
        await transport.close();
      },
    };
    replicas.push(replica);
    return replica;
  };
  const first = await start(options);
  await first.app.listen(0, '127.0.0.1');
  const base = (await first.app.getUrl()).replace('[::1]', '127.0.0.1');
  const own = uuidv7();
  const observer = await new DataSource({
    ...first.app.get(DataSource).options,
    poolSize: 2,
  } as DataSource['options']).initialize();
  return {
    ...first,
    accountId: own,
    dataSource: observer,
    addReplica: (changed = {}) => start({ ...options, ...changed }),
    async merchant(accountId = own) {
      const merchantId = uuidv7();
      const event = { accountId, merchantId, name: 'Merchant', active: true, revision: 1 };
      await first.deliver(MerchantChanged.create(event, new Date()));
      return merchantId;
    },
    beat: () => first.app.get(RunHeartbeat).beat(),
    async told(...types) {
      return (await outboxEvents(observer)).filter(({ type }) => types.includes(type));
    },
    async call(method, path, body, accountId = own) {
      const token = await auth.token({ userId: own, accountId, accountKind: 'fulfillment' });
      const response = await fetch(`${base}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
    },
    async close() {
      await Promise.all(replicas.map((replica) => replica.close()));
      await observer.destroy();
      await auth.close();
      await database.drop();
    },
  };
}
