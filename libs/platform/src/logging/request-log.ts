import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { pinoHttp } from 'pino-http';
import { v7 as uuidv7 } from 'uuid';
import type { ServiceLog } from './service-log';

/**
 * Gives each request an id (`request.id`), which is in all lines that it causes; that it ended is logged for debugging.
 * What failed unexpectedly is logged where it is answered.
 */
export function requestLog(log: ServiceLog): RequestHandler {
  const begin = pinoHttp({
    logger: log.pino,
    genReqId: () => uuidv7(),
    serializers: {
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
  });
  return (request: Request, response: Response, next: NextFunction) => {
    begin(request, response);
    log.run(next, request.log);
  };
}
