import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Principal } from '../auth/principal';
import { createServiceApp } from '../bootstrap/create-service-app';
import { DatabaseModule } from '../database/database.module';
import { ProblemException } from '../http/problem.exception';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { testAuth, type TestAuth } from '../testing/test-auth';
import { testServiceConfig } from '../testing/test-service-config';

let effects = 0;
let gate: Promise<void> = Promise.resolve();

@Controller('parcels')
class ParcelController {
  @Post()
  async create(@Body() body: { mode?: string }): Promise<{ number: number }> {
    await gate;
    if (body.mode === 'refuse') throw new ProblemException(409, { type: 'no', title: 'No', detail: 'No.' });
    effects += 1;
    if (body.mode === 'fail') throw new Error('after the effect');
    return { number: effects };
  }

  @Post('empty')
  @HttpCode(204)
  empty(): void {
    effects += 1;
  }
}

@Module({ controllers: [ParcelController] })
class ParcelModule {}

const principal = (account: number): Principal => ({
  userId: '0197f2a0-0000-7000-8000-000000000001',
  accountId: `0197f2a0-0000-7000-8000-00000000000${account}`,
  accountKind: 'fulfillment',
});

describe('Idempotency-Key', () => {
  let database: TestDatabase;
  let auth: TestAuth;
  let app: NestExpressApplication;
  let base: string;

  beforeAll(async () => {
    [database, auth] = await Promise.all([createTestDatabase(), testAuth()]);
    const config = testServiceConfig('accounts', { databaseUrl: database.url, jwksUrl: auth.jwksUrl });
    app = await createServiceApp({
      module: {
        module: ParcelModule,
        imports: [DatabaseModule.forService({ config, entities: [], migrations: [] })],
      },
      config,
    });
    await app.listen(0, '127.0.0.1');
    base = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([database.drop(), auth.close()]);
  });
  beforeEach(() => {
    effects = 0;
    gate = Promise.resolve();
  });

  async function post(key: string, body: object, { account = 2, path = '' } = {}) {
    const response = await fetch(`${base}/api/v1/parcels${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await auth.token(principal(account), new Date())}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      replayed: response.headers.get('idempotency-replayed'),
      body: text === '' ? null : (JSON.parse(text) as { type?: string }),
    };
  }

  it('repeats the first answer and has no second effect', async () => {
    expect(await post('a', { sku: 1 })).toEqual({ status: 201, replayed: null, body: { number: 1 } });
    expect(await post('a', { sku: 1 })).toEqual({ status: 201, replayed: 'true', body: { number: 1 } });
    expect(effects).toBe(1);
  });

  it('repeats an empty answer', async () => {
    expect(await post('empty', {}, { path: '/empty' })).toEqual({ status: 204, replayed: null, body: null });
    expect(await post('empty', {}, { path: '/empty' })).toEqual({
      status: 204,
      replayed: 'true',
      body: null,
    });
    expect(effects).toBe(1);
  });

  it('keeps the keys of accounts apart', async () => {
    await post('b', {}, { account: 2 });
    expect(await post('b', {}, { account: 3 })).toMatchObject({ replayed: null, body: { number: 2 } });
  });

  it('refuses a key that came with another request', async () => {
    await post('c', { sku: 1 });
    expect(await post('c', { sku: 2 })).toMatchObject({
      status: 422,
      body: { type: 'urn:crossdock:problem:idempotency-key-reused' },
    });
    expect(effects).toBe(1);
  });

  it('frees the key of a refused request', async () => {
    expect((await post('d', { mode: 'refuse' })).status).toBe(409);
    expect((await post('d', { mode: 'refuse' })).body?.type).toBe('urn:crossdock:problem:no');
    expect(await post('d', {})).toMatchObject({ status: 201, body: { number: 1 } });
  });

  it('does not try again what failed on our side', async () => {
    expect((await post('e', { mode: 'fail' })).status).toBe(500);
    expect(await post('e', { mode: 'fail' })).toMatchObject({
      status: 409,
      body: { type: 'urn:crossdock:problem:outcome-unknown' },
    });
    expect(effects).toBe(1);
  });

  it('lets one of many requests at once work', async () => {
    let open = () => undefined as void;
    gate = new Promise((resolve) => (open = resolve));
    const all = Array.from({ length: 10 }, () => post('f', {}));
    const refused = await Promise.race(all);
    open();
    const statuses = (await Promise.all(all)).map(({ status }) => status).sort();
    expect(refused.body?.type).toBe('urn:crossdock:problem:request-in-progress');
    expect(statuses).toContain(201);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(effects).toBe(1);
  });

  it('refuses a key that is none', async () => {
    expect((await post('with space', {})).status).toBe(400);
  });
});
