import { RequestMethod, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { ServiceConfig } from '../config/service-config';
import { describeError, REDACTED_PATHS } from './redaction';

/**
 * JSON log lines on standard output with the service's name. Each request of the API has an id, which is in all lines
 * that it causes; that it ended is logged for debugging. What failed unexpectedly is logged where it is answered.
 */
export function loggingModule(config: ServiceConfig): DynamicModule {
  return LoggerModule.forRoot({
    forRoutes: [{ path: '{*path}', method: RequestMethod.ALL }],
    pinoHttp: {
      level: config.logLevel,
      genReqId: () => uuidv7(),
      base: { service: config.service },
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' },
      serializers: {
        err: describeError,
        req: ({ id, method, url }: { id: unknown; method: string; url: string }) => ({
          id,
          method,
          // A query may carry what a person searched for.
          path: url.split('?', 1)[0],
        }),
        res: ({ statusCode }: { statusCode: number }) => ({ statusCode }),
      },
      wrapSerializers: false,
      customLogLevel: () => 'debug',
    },
  });
}
