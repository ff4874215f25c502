import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { stdTimeFunctions } from 'pino';
import type { ServiceConfig } from '../config/service-config';
import { describeError, REDACTED_PATHS } from './redaction';

/** JSON log lines on standard output with the service's name; every request is logged once, when it ended. */
export function loggingModule(config: ServiceConfig): DynamicModule {
  return LoggerModule.forRoot({
    pinoHttp: {
      level: config.logLevel,
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
      customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
    },
  });
}
