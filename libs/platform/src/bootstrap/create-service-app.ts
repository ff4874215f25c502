import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import express, { type Express, type Response } from 'express';
import type { DestinationStream } from 'pino';
import { Clock, SystemClock } from '../clock/clock';
import type { ServiceConfig } from '../config/service-config';
import { openApiDocument } from '../http/openapi';
import { requireJson } from '../http/require-json';
import { NestLogger } from '../logging/nest-logger';
import { requestLog } from '../logging/request-log';
import { ServiceLog } from '../logging/service-log';
import { PlatformModule } from './platform.module';

const API_PREFIX = 'api/v1';
const BODY_LIMIT = '1mb';

export interface ServiceAppOptions {
  /** The service itself, such as `AccountsModule.forRuntime(...)`. */
  readonly module: DynamicModule;
  readonly config: ServiceConfig;
  /** Brings events to the service's handlers; made with the application when it needs what that provides. */
  readonly strategy?: CustomTransportStrategy | ((app: NestExpressApplication) => CustomTransportStrategy);
  /** Express application to mount the routes on. Without it one of its own is made. */
  readonly expressInstance?: Express;
  /** Time for the whole service; the system's by default. */
  readonly clock?: Clock;
  /** Where log lines go; standard output by default. */
  readonly logTo?: DestinationStream;
}

@Module({})
export class ServiceRoot {
  static of(parts: DynamicModule[]): DynamicModule {
    return { module: ServiceRoot, imports: parts };
  }
}

/**
 * Builds the Nest application of a service, ready for requests but not listening: routes below `/api/v1` (health and
 * metrics at the root), access control, validation, problem details and OpenAPI. The database is prepared on the way.
 * Handlers of events get nothing before `app.startAllMicroservices()`.
 *
 * Whoever calls it must `app.close()` in the end: consumers finish what they hold, then connections close. Where several
 * services share a process, start and close each inside of its `ServiceLog.run`, so that its lines carry its name.
 */
export function createServiceApp(options: ServiceAppOptions): Promise<NestExpressApplication> {
  const { config, logTo } = options;
  const log = new ServiceLog({ service: config.service, level: config.logLevel, to: logTo });
  return log.run(() => build(options, log));
}

async function build(
  { config, module, strategy, ...options }: ServiceAppOptions,
  log: ServiceLog,
): Promise<NestExpressApplication> {
  const platform = PlatformModule.forService(config, options.clock ?? new SystemClock(), log);
  const outside = new ServiceLog({ service: null, level: config.logLevel, to: options.logTo });
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceRoot.of([platform, module]),
    new ExpressAdapter(options.expressInstance ?? express()),
    { logger: new NestLogger(outside.pino), abortOnError: false, bodyParser: false },
  );
  serveBelowPrefix(app);
  app.disable('x-powered-by');
  app.use(requestLog(log));
  app.useBodyParser('json', { limit: BODY_LIMIT });
  app.use(requireJson);
  app.use(cookieParser());
  if (strategy) {
    app.connectMicroservice({ strategy: typeof strategy === 'function' ? strategy(app) : strategy });
  }
  serveOpenApi(app, config);
  try {
    await app.init();
  } catch (error) {
    await app.close();
    throw error;
  }
  return app;
}

/** Puts every route below `/api/v1` but health and metrics, which are for whoever runs the service. */
export function serveBelowPrefix(app: NestExpressApplication): void {
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health/{*path}', 'metrics'] });
}

/** The document is made when it is first asked for, from the routes as they are then. */
function serveOpenApi(app: NestExpressApplication, { service }: ServiceConfig): void {
  let document: object | undefined;
  app.use(`/${API_PREFIX}/openapi/${service}.json`, (_: unknown, response: Response) => {
    document ??= openApiDocument(app, service);
    response.json(document);
  });
}
