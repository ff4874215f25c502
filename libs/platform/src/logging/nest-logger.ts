import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { ServiceLog } from './service-log';

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/**
 * Where Nest's `Logger` writes to. There is one per process, so each line goes to the service in whose work it was
 * written ({@link ServiceLog.run}).
 */
export class NestLogger implements LoggerService {
  /** @param outside takes the lines that belong to no service */
  constructor(private readonly outside: Logger) {}

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /**
   * `Logger` passes what it was given and then its context. Ours give an object and a text, or a text; Nest's own also an
   * error, or an error's message and stack.
   */
  private write(level: Level, message: unknown, rest: unknown[]): void {
    const log = ServiceLog.current() ?? this.outside;
    const context = rest.at(-1);
    const [detail] = rest.slice(0, -1);
    if (message instanceof Error) log[level]({ context, err: message });
    else if (typeof message === 'object') {
      log[level]({ context, ...message }, typeof detail === 'string' ? detail : undefined);
    } else if (level === 'error' && typeof detail === 'string' && detail.includes('\n')) {
      log.error({ context, err: Object.assign(new Error(String(message)), { stack: detail }) });
    } else log[level]({ context }, String(message));
  }
}
