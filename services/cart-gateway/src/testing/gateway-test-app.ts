import type { CartGatewayOptions } from '../cart-gateway-options';
import type { CartConnector } from '@crossdock/connector-sdk';
import { MerchantChanged, type DomainEvent } from '@crossdock/domain';
import { createEventStrategy, InProcessTransport } from '@crossdock/messaging';
import { deliverEvents, outboxEvents } from '@crossdock/messaging/testing';
import { createServiceApp } from '@crossdock/platform';
import { createTestDatabase, testAuth, testServiceConfig } from '@crossdock/platform/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { CartGatewayModule } from '../cart-gateway.module';
import { testCart } from './test-cart';

/** Everything that takes minutes in life takes fractions of a second here. */
const QUICK: Partial<CartGatewayOptions> = {
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
  addReplica(options?: Partial<CartGatewayOptions>): Promise<Replica>;
  /** A merchant of the account (or another) that the gateway knows. */
  merchant(accountId?: string): Promise<string>;
  /** Everything told so far of these types, in order. */
  told(...types: string[]): Promise<DomainEvent[]>;
  call(
    method: string,
    path: string,
    body?: unknown,
    accountId?: string,
  ): Promise<{ status: number; body: unknown }>;
}

export async function startGateway(
  options: Partial<CartGatewayOptions> = {},
  connector: CartConnector = testCart(),
): Promise<GatewayTestApp> {
  const [database, auth] = await Promise.all([createTestDatabase(), testAuth()]);
  const config = testServiceConfig('cart-gateway', { databaseUrl: database.url, jwksUrl: auth.jwksUrl });
  const replicas: Replica[] = [];
  const start = async (changed: Partial<CartGatewayOptions>): Promise<Replica> => {
    const transport = new InProcessTransport();
    const app = await createServiceApp({
      module: CartGatewayModule.forRuntime({
        config,
        transport,
        connectors: [connector],
        options: { ...QUICK, ...changed },
      }),
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

/** Waits until `look` gives something else than null. */
export async function eventually<T>(look: () => Promise<T | null>, withinMs = 20_000): Promise<T> {
  const endsAt = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > endsAt) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
