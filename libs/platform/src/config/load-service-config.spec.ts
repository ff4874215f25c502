import { ConfigError } from './config.error';
import { loadServiceConfig } from './load-service-config';

const KEY_1 = Buffer.alloc(32, 1);
const KEY_2 = Buffer.alloc(32, 2);
const complete = {
  DATABASE_URL: 'postgres://hub:pw@db:5432/crossdock',
  AMQP_URL: 'amqp://hub:pw@broker:5672',
  CROSSDOCK_DATA_KEYS: `v1:${KEY_1.toString('base64')},v2:${KEY_2.toString('base64')}`,
};

function complaintsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadServiceConfig('scheduler', env);
  } catch (error) {
    if (error instanceof ConfigError) return error.complaints;
    throw error;
  }
  return [];
}

describe('loadServiceConfig', () => {
  it('fills in everything that has a sensible default', () => {
    expect(loadServiceConfig('cart-gateway', complete)).toEqual({
      service: 'cart-gateway',
      databaseUrl: 'postgres://hub:pw@db:5432/crossdock',
      databasePoolSize: 10,
      amqpUrl: 'amqp://hub:pw@broker:5672',
      amqpPrefix: '',
      host: '0.0.0.0',
      port: 4003,
      dataKeys: { current: 'v2', keys: { v1: KEY_1, v2: KEY_2 } },
      jwksUrl: 'http://127.0.0.1:4001/api/v1/auth/jwks.json',
      connectors: null,
      openOrderRecheckSeconds: 600,
      leaseSeconds: 30,
      writes: { deadline: null, lookupDelay: null, absentGrace: null, backoff: null, backoffMax: null },
      scheduleBackoffSeconds: null,
      logLevel: 'info',
      publicUrl: 'http://127.0.0.1:4003',
    });
  });

  it('takes what the environment says', () => {
    const config = loadServiceConfig('cart-gateway', {
      ...complete,
      DATABASE_POOL_SIZE: '25',
      AMQP_PREFIX: 'staging.',
      LEASE_SECONDS: '10',
      WRITE_DEADLINE_SECONDS: '60',
      HOST: '::1',
      PORT: '8080',
      JWKS_URL: 'http://accounts/jwks.json',
      CONNECTORS: 'vendure, woocommerce',
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'https://hub.example.com/',
    });
    expect(config).toMatchObject({
      databasePoolSize: 25,
      amqpPrefix: 'staging.',
      leaseSeconds: 10,
      writes: { deadline: 60, lookupDelay: null, absentGrace: null, backoff: null, backoffMax: null },
      host: '::1',
      port: 8080,
      jwksUrl: 'http://accounts/jwks.json',
      connectors: ['vendure', 'woocommerce'],
      logLevel: 'silent',
      publicUrl: 'https://hub.example.com',
    });
  });

  it('names every bad variable at once, and what to do about it', () => {
    expect(complaintsOf({ CROSSDOCK_DATA_KEYS: 'v1:c2hvcnQ=', PORT: '99999', LOG_LEVEL: '' })).toEqual([
      'DATABASE_URL: give an address such as postgres://user:password@127.0.0.1:5432/crossdock',
      'AMQP_URL: give an address such as amqp://user:password@127.0.0.1:5672',
      'PORT: give a whole number from 0 to 65535',
      expect.stringContaining('CROSSDOCK_DATA_KEYS: give "v1:<base64 of 32 bytes>"'),
    ]);
  });

  it('refuses two data keys of one id', () => {
    const key = KEY_1.toString('base64');
    expect(complaintsOf({ ...complete, CROSSDOCK_DATA_KEYS: `v1:${key},v1:${key}` })).toHaveLength(1);
  });

  it('never repeats a value, which may be a secret', () => {
    const complaints = complaintsOf({ ...complete, DATABASE_URL: 'mysql://hub:hunter2@db/x' });
    expect(complaints.join()).not.toContain('hunter2');
  });

  it('lets the accounts service read its keys from itself', () => {
    expect(loadServiceConfig('accounts', { ...complete, PORT: '7001' }).jwksUrl).toBe(
      'http://127.0.0.1:7001/api/v1/auth/jwks.json',
    );
  });
});
