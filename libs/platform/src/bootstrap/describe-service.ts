import { NestFactory } from '@nestjs/core';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from '../http/openapi';
import { SystemClock } from '../clock/clock';
import { ServiceLog } from '../logging/service-log';
import { serveBelowPrefix, ServiceRoot, type ServiceAppOptions } from './create-service-app';
import { PlatformModule } from './platform.module';

/** OpenAPI document of a service, made from its classes alone: nothing is started, no server is asked. */
export async function describeService({
  config,
  module,
}: Pick<ServiceAppOptions, 'config' | 'module'>): Promise<OpenAPIObject> {
  const log = new ServiceLog({ service: config.service, level: 'silent' });
  const app = await NestFactory.create<NestExpressApplication>(
    ServiceRoot.of([PlatformModule.forService(config, new SystemClock(), log), module]),
    new ExpressAdapter(),
    { preview: true, logger: false, abortOnError: false },
  );
  serveBelowPrefix(app);
  return openApiDocument(app, config.service);
}
