import { InProcessTransport } from '@crossdock/messaging';
import { createServiceApp, SERVICE_NAMES } from '@crossdock/platform';
import { createTestDatabase, testServiceConfig, type TestDatabase } from '@crossdock/platform/testing';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SERVICE_MODULES } from './service-modules';

describe('each of the five services', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it.each(SERVICE_NAMES)('keeps inbox and dead letters small: %s', async (service) => {
    const config = testServiceConfig(service, { databaseUrl: database.url });
    const transport = new InProcessTransport();
    const app = await createServiceApp({ module: SERVICE_MODULES[service]({ config, transport }), config });
    try {
      expect(app.get(SchedulerRegistry).getIntervals()).toContain('messaging-housekeeping');
    } finally {
      await app.close();
      await transport.close();
    }
  });
});
