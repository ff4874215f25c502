export { CurrentUser } from './auth/current-user.decorator';
export { Public } from './auth/public.decorator';
export {
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  zAccessClaims,
  zAccountKind,
  type AccountKind,
  type Principal,
} from './auth/principal';
export { createServiceApp, type ServiceAppOptions } from './bootstrap/create-service-app';
export { describeService } from './bootstrap/describe-service';
export { runService, type ServiceParts } from './bootstrap/run-service';
export { Clock, SystemClock } from './clock/clock';
export { ConfigError } from './config/config.error';
export { loadServiceConfig } from './config/load-service-config';
export { SERVICE_CONFIG, type DataKeys, type LogLevel, type ServiceConfig } from './config/service-config';
export { roleOf, schemaOf, SERVICE_NAMES, type ServiceName } from './config/service-name';
export {
  DatabaseModule,
  type DatabaseOptions,
  type EntityClass,
  type MigrationClass,
} from './database/database.module';
export { violates } from './database/constraint-violation';
export { DatabaseUnavailableError } from './database/connect';
export { openDatabase } from './database/open-database';
export { MigrationBlockedError, prepareDatabase } from './database/prepare-database';
export { HealthRegistry, type NotReady, type ReadinessCheck } from './health/health-registry';
export { notReadyProblem } from './health/not-ready.problem';
export { readinessCheck } from './health/readiness-check';
export { openApiDocument } from './http/openapi';
export { decodeCursor, encodeCursor, pageQuery, toPage, zPage, type Page, type PageQuery } from './http/page';
export {
  invalidInput,
  notFound,
  ProblemException,
  type ProblemDetails,
  type ProblemFieldError,
  type ProblemInput,
} from './http/problem.exception';
export { pathOf } from './http/path-of';
export { staticFiles } from './http/static-files';
export { zUuidParam } from './http/uuid-param';
export { ServiceLog } from './logging/service-log';
export { messagingMetrics } from './metrics/messaging-metrics';
export { mergeMetrics } from './metrics/merge-metrics';
export { Metrics, METRICS_CONTENT_TYPE } from './metrics/metrics';
export { Sealer } from './sealing/sealer';
export { SealingError } from './sealing/sealing.error';
export { OPENAPI_PATH, ROUTE_TABLE, serviceForPath } from './routes/route-table';
export { mergeOpenApi } from './http/merge-openapi';
