export { ConnectorCatalogue } from './catalogue/connector-catalogue';
export type { Capability, HostedConnector } from './catalogue/hosted-connector';
export { ConnectorHostModule, type GatewayParts } from './connector-host.module';
export type { Connection, StoredConnection } from './connections/connection';
export {
  ConnectionDto,
  ConnectionPageDto,
  ConnectionQueryDto,
  ConnectionReportDto,
  ConnectorListDto,
  CreateConnectionDto,
  UpdateConnectionDto,
} from './connections/connection.dto';
export { Connections } from './connections/connections.service';
export { DEFAULT_HOST_OPTIONS, HOST_OPTIONS, hostOptionsOf, type HostOptions } from './host-options';
export type { NewIntent, Verdict } from './intents/intent';
export { IntentJournal } from './intents/intent-journal';
export type { IntentKind } from './intents/intent-kind';
export { connectorHostMigrations } from './migrations';
export { SeenRecords, type RecordStream, type SeenRecord } from './records/seen-records';
export { assertMoved, resumeFrom } from './runs/cursor';
export type { PageWork, PullFunction, ReadPage, SavedPage } from './runs/pull-function';
export { RunHeartbeat } from './runs/run-heartbeat';
export { SyncRuns } from './runs/sync-runs';
export { StreamWorker } from './worker/stream-worker';
