import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Injectable, Logger, Module, type OnApplicationBootstrap } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Public } from '../auth/public.decorator';
import { createServiceApp } from '../bootstrap/create-service-app';
import type { ServiceName } from '../config/service-name';
import { testServiceConfig } from '../testing/test-service-config';
import { ServiceLog } from './service-log';

type Line = Record<string, unknown>;

@Public()
@Controller('things')
class ThingsController {
  private readonly logger = new Logger('Things');

  @Get()
  async answer(): Promise<{ done: true }> {
    await sleep(5);
    this.logger.log({ count: 3 }, 'Things were counted.');
    return { done: true };
  }

  @Get('broken')
  broken(): never {
    throw Object.assign(new Error('a bug'), { parameters: ['ada@example.com'] });
  }
}

/** Logs by a timer that it starts, and when it ends. */
@Injectable()
class Background implements OnApplicationBootstrap {
  private readonly logger = new Logger('Background');
  private timer: NodeJS.Timeout | undefined;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.logger.warn('A turn.'), 10);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.logger.warn('The end.');
  }
}

@Module({ controllers: [ThingsController], providers: [Background] })
class ThingsModule {}

describe('log lines of two services in one process', () => {
  const lines: Record<'accounts' | 'scheduler', Line[]> = { accounts: [], scheduler: [] };
  const apps: NestExpressApplication[] = [];
  const urls: string[] = [];

  async function start(service: 'accounts' | 'scheduler'): Promise<void> {
    const app = await createServiceApp({
      module: { module: ThingsModule },
      config: testServiceConfig(service, { logLevel: 'info' }),
      logTo: { write: (line: string) => void lines[service].push(JSON.parse(line) as Line) },
    });
    apps.push(app);
    await app.listen(0, '127.0.0.1');
    urls.push(await app.getUrl());
  }

  beforeAll(async () => {
    await start('accounts');
    await start('scheduler');
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.close()));
    Logger.overrideLogger(['log', 'warn', 'error']);
  });

  const told = (service: 'accounts' | 'scheduler', message: string) =>
    lines[service].filter(({ msg }) => msg === message);

  it('carry the request that caused them, without its query', async () => {
    await Promise.all(urls.map((url) => fetch(`${url}/api/v1/things?name=ada`)));
    for (const service of ['accounts', 'scheduler'] as const) {
      expect(told(service, 'Things were counted.')).toEqual([
        {
          level: 30,
          time: expect.any(String),
          service,
          context: 'Things',
          count: 3,
          req: { id: expect.any(String), method: 'GET', path: '/api/v1/things' },
          msg: 'Things were counted.',
        },
      ]);
    }
  });

  it('tell an unforeseen error with its stack and without its data', async () => {
    const response = await fetch(`${urls[0]}/api/v1/things/broken`);
    const { detail } = (await response.json()) as { detail: string };
    const [line] = told('accounts', 'A request failed unexpectedly.');
    expect(line).toMatchObject({
      context: 'ProblemFilter',
      err: { type: 'Error', message: 'a bug', stack: expect.stringContaining('ThingsController') },
    });
    expect(JSON.stringify(line)).not.toContain('ada@example.com');
    expect(detail).toContain((line?.['req'] as { id: string }).id);
  });

  it('tell what Nest itself has to say about an error', () => {
    const [app] = apps as [NestExpressApplication];
    app.get(ServiceLog).run(() => {
      const logger = new Logger('Scheduler');
      logger.error(new Error('a job failed'));
      logger.error('a handler failed', 'Error: a handler failed\n    at somewhere');
      logger.error('no more than a text');
    });
    const errors = lines.accounts.filter(({ context }) => context === 'Scheduler');
    expect(errors).toMatchObject([
      { err: { message: 'a job failed' } },
      { err: { message: 'a handler failed', stack: 'Error: a handler failed\n    at somewhere' } },
      { msg: 'no more than a text' },
    ]);
  });

  it('carry the name of their own service, at start, by timers and at the end', async () => {
    await sleep(50);
    const closed = apps.splice(0);
    await Promise.all(closed.map((app) => app.get(ServiceLog).run(() => app.close())));
    for (const service of ['accounts', 'scheduler'] satisfies ServiceName[]) {
      expect(new Set(lines[service].map((line) => line['service']))).toEqual(new Set([service]));
      expect(told(service, 'A turn.').length).toBeGreaterThan(0);
      expect(told(service, 'The end.')).toHaveLength(1);
      expect(lines[service].some(({ context }) => context === 'NestFactory')).toBe(true);
    }
  });
});
