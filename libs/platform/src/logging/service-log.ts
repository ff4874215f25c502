import { AsyncLocalStorage } from 'node:async_hooks';
import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../config/service-config';
import type { ServiceName } from '../config/service-name';
import { describeError, REDACTED_PATHS } from './redaction';

export interface ServiceLogOptions {
  /** null writes lines without the name of a service. */
  readonly service: ServiceName | null;
  readonly level: LogLevel;
  /** Standard output unless given. */
  readonly to?: DestinationStream | undefined;
}

/**
 * Whose lines are written at the moment. It belongs to the chain of calls and not to the process, because Nest's
 * `Logger` is one for the process while several services may live in it.
 */
const current = new AsyncLocalStorage<Logger>();

/** JSON lines of one service, free of secrets and personal data. */
export class ServiceLog {
  readonly pino: Logger;

  constructor({ service, level, to }: ServiceLogOptions) {
    const options = {
      level,
      base: service === null ? {} : { service },
      timestamp: stdTimeFunctions.isoTime,
      redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' },
      serializers: { err: describeError },
    };
    this.pino = to === undefined ? pino(options) : pino(options, to);
  }

  /** The log that the caller's lines belong to; null outside of every service. */
  static current(): Logger | null {
    return current.getStore() ?? null;
  }

  /**
   * Does something whose log lines, and those of all that it starts (timers, connections, promises), are this service's.
   * @param bound the service's log with more in each line, such as the request
   */
  run<T>(work: () => T, bound: Logger = this.pino): T {
    return current.run(bound, work);
  }
}
