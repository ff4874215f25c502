import { MerchantChanged, type PayloadOf } from '@crossdock/domain';
import { createEventStrategy, InProcessTransport } from '@crossdock/messaging';
import { createServiceApp, type AccountKind, type ServiceConfig } from '@crossdock/platform';
import { createTestDatabase, freePort, ManualClock, testServiceConfig } from '@crossdock/platform/testing';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AccountsModule } from '../accounts.module';
import { ApiClient } from './api-client';

export const PASSWORD = 'seven quiet forklifts';

export const zSignedUp = z.object({
  accessToken: z.string(),
  accountId: z.uuid(),
  userId: z.uuid(),
  merchantId: z.uuid().nullable(),
});
export type SignedUp = z.output<typeof zSignedUp> & { client: ApiClient; email: string };

/** The accounts service as a process runs it, on a database of its own, with somebody who listens to its events. */
export interface AccountsTestApp {
  readonly clock: ManualClock;
  readonly dataSource: DataSource;
  readonly config: ServiceConfig;
  /** What was told so far, in order. */
  readonly told: readonly PayloadOf<typeof MerchantChanged>[];
  client(): ApiClient;
  signUp(kind: AccountKind, accountName?: string): Promise<SignedUp>;
  close(): Promise<void>;
}

export async function startAccounts(overrides: Partial<ServiceConfig> = {}): Promise<AccountsTestApp> {
  const database = await createTestDatabase();
  const port = await freePort();
  const config = testServiceConfig('accounts', {
    databaseUrl: database.url,
    port,
    jwksUrl: `http://127.0.0.1:${port}/api/v1/auth/jwks.json`,
    ...overrides,
  });
  const clock = new ManualClock();
  const transport = new InProcessTransport();
  const told: PayloadOf<typeof MerchantChanged>[] = [];
  const app = await createServiceApp({
    module: AccountsModule.forRuntime({ config, transport }),
    config,
    clock,
    strategy: createEventStrategy,
  });
  await listenTo(transport, told);
  await app.startAllMicroservices();
  transport.open();
  await app.listen(port, config.host);
  let people = 0;
  const client = () => new ApiClient(`http://127.0.0.1:${port}`);
  return {
    clock,
    config,
    dataSource: app.get(DataSource),
    told,
    client,
    async signUp(kind, accountName = 'Northwind Logistics') {
      const somebody = client();
      const email = `user${(people += 1)}@example.com`;
      const { body } = await somebody.post('/auth/sign-up', { kind, accountName, email, password: PASSWORD });
      const signedUp = zSignedUp.parse(body);
      somebody.accessToken = signedUp.accessToken;
      return { ...signedUp, client: somebody, email };
    },
    async close() {
      await app.close();
      await transport.close();
      await database.drop();
    },
  };
}

async function listenTo(
  transport: InProcessTransport,
  told: PayloadOf<typeof MerchantChanged>[],
): Promise<void> {
  await transport.consume(
    {
      queue: 'listener.merchants',
      service: 'listener',
      bindings: [{ channel: 'facts', pattern: MerchantChanged.binding() }],
      retryWaitsMs: [],
      prefetch: 50,
      competing: false,
    },
    async (deliveries) =>
      deliveries.map(({ event }) => {
        if (event) told.push(MerchantChanged.parse(event).payload);
        return { kind: 'done' };
      }),
  );
}
