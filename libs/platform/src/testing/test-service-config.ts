import type { ServiceConfig } from '../config/service-config';
import type { ServiceName } from '../config/service-name';

const TEST_KEY_BYTES = 32;

/** A complete configuration without any environment: silent log, system-chosen port on the loopback interface. */
export function testServiceConfig(
  service: ServiceName,
  overrides: Partial<ServiceConfig> = {},
): ServiceConfig {
  return {
    service,
    databaseUrl: 'postgres://nobody@127.0.0.1:1/nowhere',
    databasePoolSize: 5,
    amqpUrl: '',
    amqpPrefix: '',
    host: '127.0.0.1',
    port: 0,
    dataKeys: { current: 'test', keys: { test: Buffer.alloc(TEST_KEY_BYTES, 7) } },
    jwksUrl: 'http://127.0.0.1:1/api/v1/auth/jwks.json',
    connectors: null,
    openOrderRecheckSeconds: 600,
    leaseSeconds: 30,
    writes: { deadline: null, lookupDelay: null, absentGrace: null, backoff: null, backoffMax: null },
    scheduleBackoffSeconds: null,
    logLevel: 'silent',
    publicUrl: 'http://127.0.0.1',
    ...overrides,
  };
}
