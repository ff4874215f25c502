import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { CurrentUser } from '../auth/current-user.decorator';
import type { Principal } from '../auth/principal';
import { Public } from '../auth/public.decorator';
import { HealthRegistry } from '../health/health-registry';
import { pageQuery, zPage, type Page } from '../http/page';
import { notFound, ProblemException } from '../http/problem.exception';
import { zUuidParam } from '../http/uuid-param';
import { ManualClock } from '../testing/manual-clock';
import { testAuth, type TestAuth } from '../testing/test-auth';
import { testServiceConfig } from '../testing/test-service-config';
import { createServiceApp } from './create-service-app';

class Parcel extends createZodDto(
  z.object({ sku: z.string().min(1), lines: z.array(z.object({ quantity: z.int() })) }),
) {}
class ParcelPage extends createZodDto(zPage(z.object({ sku: z.string() }))) {}
class ParcelQuery extends createZodDto(pageQuery) {}

@Controller('parcels')
class ParcelController {
  @Get()
  list(@Query() { limit }: ParcelQuery): Page<number> {
    return { items: [limit], next: null };
  }

  @Get('declared')
  @Public()
  @ZodResponse({ status: 200, type: ParcelPage })
  declared(): Page<{ sku: string }> {
    const row = { sku: 'A', passwordHash: 'x' };
    return { items: [row], next: null };
  }

  @Get('busy')
  @Public()
  busy(): never {
    throw new ProblemException(429, { type: 'busy', title: 'Busy', detail: 'Wait.', retryAfterSeconds: 7 });
  }

  @Get('mine')
  mine(@CurrentUser() user: Principal): Principal {
    return user;
  }

  @Get(':id')
  get(@Param('id', zUuidParam) id: string): string {
    if (id.startsWith('0')) throw notFound('parcel');
    throw new Error(`secret internals of ${id}`);
  }

  @Post()
  @Public()
  create(@Body() parcel: Parcel): Parcel {
    return parcel;
  }
}

@Module({ controllers: [ParcelController] })
class ParcelModule {}

const principal: Principal = {
  userId: '0197f2a0-0000-7000-8000-000000000001',
  accountId: '0197f2a0-0000-7000-8000-000000000002',
  accountKind: 'fulfillment',
};

describe('createServiceApp', () => {
  let app: NestExpressApplication;
  let auth: TestAuth;
  let base: string;
  const clock = new ManualClock();

  beforeAll(async () => {
    auth = await testAuth();
    app = await createServiceApp({
      module: { module: ParcelModule },
      config: testServiceConfig('sync-ledger', { jwksUrl: auth.jwksUrl }),
      clock,
    });
    await app.listen(0, '127.0.0.1');
    base = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await auth.close();
  });

  async function call(path: string, init: RequestInit & { token?: string } = {}) {
    const headers = new Headers(init.headers);
    if (init.token) headers.set('authorization', `Bearer ${init.token}`);
    if (init.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
    const response = await fetch(`${base}${path}`, { ...init, headers });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type')?.split(';')[0],
      retryAfter: response.headers.get('retry-after'),
      body: text.startsWith('{') ? (JSON.parse(text) as unknown) : text,
    };
  }
  const token = () => auth.token(principal, clock.now());
  const problem = (status: number, slug: string, rest: object) => ({
    status,
    type: 'application/problem+json',
    retryAfter: null,
    body: { type: `urn:crossdock:problem:${slug}`, status, ...rest },
  });

  it('lets a caller with a good token in and tells the route who it is', async () => {
    expect(await call('/api/v1/parcels/mine', { token: await token() })).toEqual({
      status: 200,
      type: 'application/json',
      retryAfter: null,
      body: principal,
    });
  });

  it('sends everybody else to sign in, and says how', async () => {
    const good = await token();
    const stale = await auth.token(principal, new Date(clock.now().getTime() - 700_000));
    const forged = `${good.slice(0, -8)}AAAAAAAA`;
    const other = await testAuth();
    const foreign = await other.token(principal, clock.now());
    await other.close();
    for (const bad of ['', 'x.y.z', stale, forged, foreign]) {
      expect(await call('/api/v1/parcels', { token: bad })).toEqual(
        problem(401, 'unauthenticated', {
          title: 'Sign in first',
          detail: expect.stringContaining('send the access token as "Authorization: Bearer ..."'),
        }),
      );
    }
  });

  it('lists every field of a body that is wrong', async () => {
    const body = JSON.stringify({ lines: [{ quantity: 1 }, { quantity: 1.5 }] });
    expect(await call('/api/v1/parcels', { method: 'POST', body })).toEqual(
      problem(422, 'invalid-input', {
        title: 'The input is not valid',
        detail: 'Correct what "errors" names and repeat the request.',
        errors: [
          { path: 'sku', message: expect.any(String) },
          { path: 'lines.1.quantity', message: expect.any(String) },
        ],
      }),
    );
  });

  it('passes a good body on without what the schema does not know', async () => {
    const body = JSON.stringify({ sku: 'A', lines: [], extra: true });
    expect(await call('/api/v1/parcels', { method: 'POST', body })).toMatchObject({
      status: 201,
      body: { sku: 'A', lines: [] },
    });
  });

  it('answers a body that is no JSON and one that is too large', async () => {
    expect(await call('/api/v1/parcels', { method: 'POST', body: '{"sku":' })).toMatchObject(
      problem(400, 'bad-request', { title: 'The request cannot be read' }),
    );
    const large = JSON.stringify({ sku: 'x'.repeat(1_100_000), lines: [] });
    expect(await call('/api/v1/parcels', { method: 'POST', body: large })).toMatchObject(
      problem(413, 'too-large', { detail: 'Send at most 1 MB in one request.' }),
    );
  });

  it('answers a body that is not declared as JSON, and takes a request without a body', async () => {
    const headers = { 'content-type': 'text/plain' };
    expect(await call('/api/v1/parcels', { method: 'POST', body: 'hello', headers })).toMatchObject(
      problem(415, 'unsupported-media-type', { detail: 'Send the body as application/json.' }),
    );
    expect(await call('/api/v1/parcels', { method: 'POST' })).toMatchObject(
      problem(422, 'invalid-input', {}),
    );
  });

  it('answers an unknown address, an unknown id and an id that is none', async () => {
    expect(await call('/api/v1/nothing')).toMatchObject(problem(404, 'not-found', {}));
    const id = '0197f2a0-0000-7000-8000-000000000009';
    expect(await call(`/api/v1/parcels/${id}`, { token: await token() })).toMatchObject(
      problem(404, 'not-found', { detail: expect.stringContaining('no such parcel') }),
    );
    expect(await call('/api/v1/parcels/12', { token: await token() })).toMatchObject(
      problem(422, 'invalid-input', { errors: [{ path: 'id', message: 'must be a UUID' }] }),
    );
  });

  it('keeps the insides of an unforeseen error to itself', async () => {
    const answer = await call('/api/v1/parcels/9197f2a0-0000-7000-8000-000000000009', {
      token: await token(),
    });
    expect(answer).toMatchObject(
      problem(500, 'internal', {
        title: 'Something failed on our side',
        detail: expect.stringMatching(/the id of the request: [0-9a-f-]{36}\.$/),
      }),
    );
    expect(JSON.stringify(answer)).not.toContain('secret internals');
  });

  it('reads the page query', async () => {
    expect((await call('/api/v1/parcels?limit=7', { token: await token() })).body).toEqual({
      items: [7],
      next: null,
    });
    expect((await call('/api/v1/parcels?limit=0', { token: await token() })).status).toBe(422);
  });

  it('lets nothing out that the declared answer does not name', async () => {
    expect((await call('/api/v1/parcels/declared')).body).toEqual({ items: [{ sku: 'A' }], next: null });
  });

  it('says when to come back', async () => {
    expect(await call('/api/v1/parcels/busy')).toMatchObject({ status: 429, retryAfter: '7' });
  });

  it('publishes its OpenAPI document with the schemas of its bodies', async () => {
    const { body } = await call('/api/v1/openapi/sync-ledger.json');
    expect(body).toMatchObject({
      openapi: '3.0.0',
      security: [{ bearer: [] }],
      paths: {
        '/api/v1/parcels': {
          get: {},
          post: {
            security: [{}],
            responses: {
              default: {
                content: {
                  'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemDetails' } },
                },
              },
            },
          },
        },
        '/api/v1/parcels/declared': {
          get: {
            responses: {
              200: {
                content: { 'application/json': { schema: { $ref: '#/components/schemas/ParcelPage' } } },
              },
            },
          },
        },
        '/api/v1/parcels/{id}': { get: {} },
      },
      components: {
        schemas: {
          Parcel: { required: ['sku', 'lines'] },
          ParcelPage: { required: ['items', 'next'] },
          ProblemDetails: { required: ['type', 'title', 'status', 'detail'] },
        },
      },
    });
    expect(Object.keys((body as { paths: object }).paths)).not.toContain('/metrics');
  });

  it('tells whether it lives and is ready, and what is not', async () => {
    expect((await call('/health/live')).body).toEqual({ status: 'ok' });
    expect((await call('/health/ready')).body).toEqual({ status: 'ok' });
    const health = app.get(HealthRegistry);
    health.addReadinessCheck('broker', () => Promise.reject(new Error('no connection')));
    expect(await call('/health/ready')).toMatchObject(
      problem(503, 'not-ready', { errors: [{ path: 'broker', message: 'no connection' }] }),
    );
    expect((await call('/health/live')).status).toBe(200);
  });

  it('shows its metrics', async () => {
    const { status, type, body } = await call('/metrics');
    expect({ status, type }).toEqual({ status: 200, type: 'text/plain' });
    expect(body).toContain('process_cpu_seconds_total{service="sync-ledger"}');
  });

  it('says that signing in cannot be checked when the keys cannot be had', async () => {
    const cutOff = await createServiceApp({
      module: { module: ParcelModule },
      config: testServiceConfig('scheduler'),
      clock,
    });
    try {
      await cutOff.listen(0, '127.0.0.1');
      const response = await fetch(`${await cutOff.getUrl()}/api/v1/parcels`, {
        headers: { authorization: `Bearer ${await token()}` },
      });
      expect(response.status).toBe(503);
    } finally {
      await cutOff.close();
    }
  });
});
