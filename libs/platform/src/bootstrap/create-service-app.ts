import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { CustomTransportStrategy } from '@nestjs/microservices';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import cookieParser from 'cookie-parser';
import express, { type Express, type Response } from 'express';
import { Logger } from 'nestjs-pino';
import { Clock, SystemClock } from '../clock/clock';
import type { ServiceConfig } from '../config/service-config';
import { openApiDocument } from '../http/openapi';
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
 * Whoever calls it must `app.close()` in the end: consumers finish what they hold, then connections close.
 */
export async function createServiceApp(options: ServiceAppOptions): Promise<NestExpressApplication> {
  const { config, module, strategy } = options;
  const platform = PlatformModule.forService(config, options.clock ?? new SystemClock());
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceRoot.of([platform, module]),
    new ExpressAdapter(options.expressInstance ?? express()),
    { bufferLogs: true, abortOnError: false, bodyParser: false },
  );
  app.useLogger(app.get(Logger));
  serveBelowPrefix(app);
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: BODY_LIMIT });
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
