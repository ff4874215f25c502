import type { DynamicModule } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Logger } from 'pino';
import { loadServiceConfig } from '../config/load-service-config';
import type { ServiceConfig } from '../config/service-config';
import type { ServiceName } from '../config/service-name';
import { HealthRegistry } from '../health/health-registry';
import { ServiceLog } from '../logging/service-log';
import { createServiceApp, type ServiceAppOptions } from './create-service-app';

const DRAIN_DEADLINE_MS = 30_000;

export interface ServiceParts {
  readonly module: DynamicModule;
  readonly strategy?: NonNullable<ServiceAppOptions['strategy']>;
}

/**
 * Runs a service as a process of its own, configured by the environment, until SIGTERM or SIGINT. Then it reports
 * that it is not ready, finishes what it holds and ends with 0; with 1 when that takes more than 30 s, when it cannot
 * start, or after an error that nobody caught.
 * @param compose puts the service together, with the transport of a separate process
 */
export async function runService(
  service: ServiceName,
  compose: (config: ServiceConfig) => ServiceParts,
): Promise<void> {
  const log = new ServiceLog({ service, level: 'info' }).pino;
  process.on('uncaughtException', (error) =>
    fail(log, error, 'An error that nobody caught ends the process.'),
  );
  try {
    const config = loadServiceConfig(service);
    const app = await createServiceApp({ ...compose(config), config });
    stopOnSignal(app, log);
    await app.get(ServiceLog).run(async () => {
      await app.startAllMicroservices();
      await app.listen(config.port, config.host);
    });
    log.info({ address: await app.getUrl() }, 'The service is up.');
  } catch (error) {
    fail(log, error, 'The service cannot start.');
  }
}

function stopOnSignal(app: NestExpressApplication, log: Logger): void {
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Stopping: finishing what is in flight.');
    app.get(HealthRegistry).startDraining();
    setTimeout(() => fail(log, null, 'The service did not stop in time.'), DRAIN_DEADLINE_MS).unref();
    app
      .get(ServiceLog)
      .run(() => app.close())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(log, error, 'The service did not stop cleanly.'),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

function fail(log: Logger, error: unknown, message: string): never {
  log.fatal({ err: error }, message);
  process.exit(1);
}
