import type { Logger } from 'typeorm';

/** TypeORM writes to the console by itself; whatever matters is thrown as well and logged by whoever catches it. */
export class SilentLogger implements Logger {
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
