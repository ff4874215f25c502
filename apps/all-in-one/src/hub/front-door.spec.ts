import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import {
  createServiceApp,
  HealthRegistry,
  Public,
  SERVICE_NAMES,
  type ServiceName,
} from '@crossdock/platform';
import { testServiceConfig } from '@crossdock/platform/testing';
import express, { type Express } from 'express';
import { frontDoor } from './front-door';
import { operations } from './operations';

@Public()
@Controller('orders')
class OrdersController {
  @Get()
  list(): string[] {
    return ['an order'];
  }
}

@Module({ controllers: [OrdersController] })
class LedgerModule {}

@Module({})
class EmptyModule {}

describe('the front door of the all-in-one', () => {
  const apps = new Map<ServiceName, NestExpressApplication>();
  const mounted = new Map<ServiceName, Express>(SERVICE_NAMES.map((service) => [service, express()]));
  let server: Server;
  let base: string;

  async function start(service: ServiceName): Promise<void> {
    const app = await createServiceApp({
      module: { module: service === 'sync-ledger' ? LedgerModule : EmptyModule },
      config: testServiceConfig(service),
      expressInstance: mounted.get(service) as Express,
    });
    apps.set(service, app);
  }

  beforeAll(async () => {
    const own = new Map([
      ...operations(apps),
      ['/broken', () => Promise.reject(new Error('secret internals'))] as const,
    ]);
    server = createServer(frontDoor(mounted, own, (_, response) => response.end('the web application')));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const service of SERVICE_NAMES.slice(0, 4)) await start(service);
  });
  afterAll(async () => {
    await Promise.all([...apps.values()].map((app) => app.close()));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function get(path: string) {
    const response = await fetch(`${base}${path}`);
    const type = response.headers.get('content-type')?.split(';')[0];
    const text = await response.text();
    const body = type?.endsWith('json') ? (JSON.parse(text) as unknown) : text;
    return { status: response.status, type, body };
  }
  const notReady = (errors: object[]) => ({
    status: 503,
    type: 'application/problem+json',
    body: {
      type: 'urn:crossdock:problem:not-ready',
      title: 'The service is not ready',
      status: 503,
      detail: expect.any(String),
      errors,
    },
  });

  it('lives from the start and is ready when all five services are', async () => {
    const ok = { status: 200, type: 'application/json', body: { status: 'ok' } };
    expect(await get('/health/live')).toEqual(ok);
    expect(await get('/health/ready')).toEqual(notReady([{ path: 'sync-ledger', message: 'is starting' }]));
    await start('sync-ledger');
    expect(await get('/health/ready')).toEqual(ok);
  });

  it('names what is not ready, with its service', async () => {
    const health = apps.get('scheduler')?.get(HealthRegistry);
    health?.addReadinessCheck('database', () => Promise.reject(new Error('connection refused')));
    expect(await get('/health/ready?verbose=1')).toEqual(
      notReady([{ path: 'scheduler.database', message: 'connection refused' }]),
    );
    health?.addReadinessCheck('database', () => Promise.resolve());
  });

  it('shows the metrics of all services, and those of one below its name', async () => {
    const merged = await get('/metrics');
    expect(merged).toMatchObject({ status: 200, type: 'text/plain' });
    for (const service of SERVICE_NAMES) {
      expect(merged.body).toContain(`process_cpu_seconds_total{service="${service}"}`);
    }
    expect((await get('/accounts/metrics')).body).not.toContain('service="scheduler"');
  });

  it('brings each resource to its owner and everything else to the web application', async () => {
    expect(await get('/api/v1/orders')).toMatchObject({ status: 200, body: ['an order'] });
    expect(await get('/orders')).toMatchObject({ status: 200, body: 'the web application' });
    expect(await get('/api/v1/nothing')).toMatchObject({
      status: 404,
      type: 'application/problem+json',
      body: { type: 'urn:crossdock:problem:not-found' },
    });
  });

  it('keeps the insides of a failure to itself', async () => {
    const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const answer = await get('/broken');
    expect(answer).toMatchObject({ status: 500, body: { type: 'urn:crossdock:problem:internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret internals');
    expect(told).toHaveBeenCalledTimes(1);
    told.mockRestore();
  });
});
