import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { ZodSerializerInterceptor, ZodValidationPipe } from 'nestjs-zod';
import { AuthGuard } from '../auth/auth.guard';
import { TokenVerifier } from '../auth/token-verifier';
import { Clock } from '../clock/clock';
import { SERVICE_CONFIG, type ServiceConfig } from '../config/service-config';
import { HealthController } from '../health/health.controller';
import { HealthRegistry } from '../health/health-registry';
import { ProblemFilter } from '../http/problem.filter';
import { IdempotencyInterceptor } from '../idempotency/idempotency.interceptor';
import { ServiceLog } from '../logging/service-log';
import { Metrics } from '../metrics/metrics';
import { MetricsController } from '../metrics/metrics.controller';
import { Sealer } from '../sealing/sealer';

/**
 * What every service can inject without importing anything: `SERVICE_CONFIG`, `Clock`, `Sealer`, `Metrics`,
 * `HealthRegistry`, `ServiceLog`. Also the guard, the validation and the problem details of every route, and the check of answers
 * that are declared with `@ZodResponse`: fields that the schema does not name never leave the service.
 */
@Module({})
export class PlatformModule {
  static forService(config: ServiceConfig, clock: Clock, log: ServiceLog): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: SERVICE_CONFIG, useValue: config },
        { provide: Clock, useValue: clock },
        { provide: ServiceLog, useValue: log },
        { provide: Sealer, useValue: new Sealer(config.dataKeys) },
        { provide: Metrics, useValue: new Metrics(config.service) },
        { provide: TokenVerifier, useValue: new TokenVerifier(config.jwksUrl, clock) },
        HealthRegistry,
        { provide: APP_GUARD, useClass: AuthGuard },
        { provide: APP_PIPE, useClass: ZodValidationPipe },
        // The outer of the two: it keeps answers as they leave the service.
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ZodSerializerInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
      exports: [SERVICE_CONFIG, Clock, Sealer, Metrics, HealthRegistry, ServiceLog],
    };
  }
}
