import { createServer } from 'node:http';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express, { type Express } from 'express';
import { createEventStrategy, InProcessTransport } from '@crossdock/messaging';
import {
  createServiceApp,
  loadServiceConfig,
  mergeOpenApi,
  OPENAPI_PATH,
  openApiDocument,
  SERVICE_NAMES,
  ServiceLog,
  staticFiles,
  type ServiceConfig,
  type ServiceName,
} from '@crossdock/platform';
import { frontDoor } from './front-door';
import { listen } from './listen';
import { json, operations } from './operations';
import { SERVICE_MODULES } from './service-modules';

/** Where the build puts the web application; every program is started in the project's root. */
const WEB_DIRECTORY = join(process.cwd(), 'dist', 'web');

export interface HubOptions {
  databaseUrl: string;
  /** In the form of CROSSDOCK_DATA_KEYS. */
  dataKeys: string;
  /** null = 4000, or a free port when that is taken. */
  port: number | null;
  env: NodeJS.ProcessEnv;
}

export interface Hub {
  url: string;
  /** Takes no more requests, finishes what is in flight, and closes; at most about 30 s. */
  close(): Promise<void>;
}

/** Starts the five services in this process, under one HTTP server, over one in-process transport. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const transport = new InProcessTransport();
  const mounted = new Map<ServiceName, Express>(SERVICE_NAMES.map((service) => [service, express()]));
  const apps = new Map<ServiceName, NestExpressApplication>();
  const openApi = async () =>
    json(
      200,
      mergeOpenApi(
        Object.fromEntries([...apps].map(([service, app]) => [service, openApiDocument(app, service)])),
      ),
    );
  const own = new Map([...operations(apps), [OPENAPI_PATH, openApi]]);
  const server = createServer(frontDoor(mounted, own, staticFiles(WEB_DIRECTORY)));
  const url = `http://127.0.0.1:${await listen(server, options.port, 4000)}`;

  const close = async () => {
    server.close();
    await Promise.all([...apps.values()].map((app) => app.get(ServiceLog).run(() => app.close())));
    await transport.close();
    server.closeAllConnections();
  };
  try {
    for (const service of SERVICE_NAMES) {
      const config = hubConfig(service, url, options);
      apps.set(
        service,
        await createServiceApp({
          module: SERVICE_MODULES[service]({ config, transport }),
          config,
          strategy: createEventStrategy,
          expressInstance: mounted.get(service) as Express,
        }),
      );
    }
    await Promise.all(
      [...apps.values()].map((app) => app.get(ServiceLog).run(() => app.startAllMicroservices())),
    );
    transport.open();
  } catch (error) {
    await close();
    throw error;
  }
  return { url, close };
}

function hubConfig(service: ServiceName, url: string, options: HubOptions): ServiceConfig {
  return loadServiceConfig(service, {
    LOG_LEVEL: 'warn',
    OPEN_ORDER_RECHECK_SECONDS: '60',
    ...options.env,
    DATABASE_URL: options.databaseUrl,
    CROSSDOCK_DATA_KEYS: options.dataKeys,
    // Nothing connects to it: events stay in this process.
    AMQP_URL: 'amqp://in-process',
    PORT: new URL(url).port,
    PUBLIC_URL: options.env['PUBLIC_URL'] ?? url,
    JWKS_URL: `${url}/api/v1/auth/jwks.json`,
  });
}
