import { InProcessTransport } from '@crossdock/messaging';
import { createServiceApp, SealingError, type ServiceConfig } from '@crossdock/platform';
import { createTestDatabase, testServiceConfig, type TestDatabase } from '@crossdock/platform/testing';
import type { INestApplication } from '@nestjs/common';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { DataSource } from 'typeorm';
import { AccountsModule } from '../accounts.module';
import { AccessTokens } from './access-tokens.service';
import { SigningKeys } from './signing-keys.service';

const principal = {
  userId: '0197f2a0-0000-7000-8000-000000000001',
  accountId: '0197f2a0-0000-7000-8000-000000000002',
  accountKind: 'merchant',
} as const;

describe('signing keys', () => {
  let database: TestDatabase;
  const apps: INestApplication[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    await Promise.all(apps.splice(0).map((app) => app.close()));
    await database.drop();
  });

  async function start(overrides: Partial<ServiceConfig> = {}): Promise<INestApplication> {
    const config = testServiceConfig('accounts', { databaseUrl: database.url, ...overrides });
    const module = AccountsModule.forRuntime({ config, transport: new InProcessTransport() });
    const app = await createServiceApp({ module, config });
    apps.push(app);
    return app;
  }

  const jwksOf = async (app: INestApplication): Promise<JSONWebKeySet> => ({
    keys: await app.get(SigningKeys).published(),
  });

  it('signs tokens that the published key verifies, with the claims that every service reads', async () => {
    const app = await start();
    const token = await app.get(AccessTokens).issue(principal);
    const jwks = await jwksOf(app);
    expect(jwks.keys).toEqual([
      {
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.any(String),
        kid: expect.any(String),
        alg: 'EdDSA',
        use: 'sig',
      },
    ]);
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'EdDSA', kid: jwks.keys[0]?.kid, typ: 'JWT' });
    const { payload } = await jwtVerify(token, createLocalJWKSet(jwks));
    expect(payload).toEqual({
      iss: 'crossdock',
      aud: 'crossdock-api',
      sub: principal.userId,
      acc: principal.accountId,
      knd: 'merchant',
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 600,
    });
  });

  it('are one pair although four replicas start together', async () => {
    const replicas = await Promise.all([1, 2, 3, 4].map(() => start()));
    const ids = replicas.map((app) => app.get(SigningKeys).current().id);
    expect(new Set(ids).size).toBe(1);
    const [first, ...others] = replicas;
    const token = await first!.get(AccessTokens).issue(principal);
    for (const other of others) {
      await expect(jwtVerify(token, createLocalJWKSet(await jwksOf(other)))).resolves.toBeDefined();
    }
  });

  it('survive a restart', async () => {
    const before = (await start()).get(SigningKeys).current().id;
    expect((await start()).get(SigningKeys).current().id).toBe(before);
  });

  it('lie sealed in the database', async () => {
    const app = await start();
    const rows = await app.get(DataSource).query('SELECT * FROM signing_key');
    expect(rows).toHaveLength(1);
    expect(rows[0].sealed_private_jwk).toMatch(/^s1\.test\./);
    expect(rows[0].public_jwk).not.toHaveProperty('d');
  });

  it('stop the start with the id of the data key that is missing', async () => {
    await start();
    const dataKeys = { current: 'other', keys: { other: Buffer.alloc(32, 9) } };
    const refused = start({ dataKeys });
    await expect(refused).rejects.toThrow(SealingError);
    await expect(refused).rejects.toThrow('Data key "test" is missing');
  });
});
