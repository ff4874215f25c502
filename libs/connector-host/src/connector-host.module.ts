import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { MessagingHousekeeping } from '@crossdock/messaging';
import { BUDGET_TIME, databaseTime, TrafficBudgets } from './budgets/traffic-budgets';
import { ConnectorCaller } from './calls/connector-caller';
import { ConnectorCatalogue } from './catalogue/connector-catalogue';
import type { HostedConnector } from './catalogue/hosted-connector';
import { CONNECTION_CHANGED, type ConnectionChanged } from './connections/connection-events';
import { ConnectionStates } from './connections/connection-states';
import { ConnectionStore } from './connections/connection.store';
import { Connections } from './connections/connections.service';
import { DEFAULT_HOST_OPTIONS, HOST_OPTIONS, type HostOptions } from './host-options';
import { Housekeeping } from './housekeeping';
import { CallLogs } from './http/call-log';
import { OriginPools } from './http/origin-pools';
import { IntentJournal } from './intents/intent-journal';
import { INTENT_KINDS, type IntentKind } from './intents/intent-kind';
import { IntentKinds } from './intents/intent-kinds';
import { IntentStore } from './intents/intent.store';
import { PushCalls } from './intents/push-calls';
import { PushTask } from './intents/push-task';
import { MerchantGate } from './merchants/merchant-gate';
import { MerchantProjection } from './merchants/merchant-projection';
import { MerchantsHandler } from './merchants/merchants.handler';
import { SeenRecords } from './records/seen-records';
import { PULL_FUNCTIONS, type PullFunction } from './runs/pull-function';
import { PullTask } from './runs/pull-task';
import { RunHeartbeat } from './runs/run-heartbeat';
import { SyncRunStore } from './runs/sync-run.store';
import { SyncRuns } from './runs/sync-runs';
import { StreamStateStore } from './streams/stream-state.store';
import { Doorbell } from './worker/doorbell';
import { STREAM_TASKS } from './worker/stream-task';
import { StreamWorker } from './worker/stream-worker';

export interface GatewayParts {
  readonly connectors: readonly HostedConnector[];
  /** Ids of the connectors whose streams this process works; null for all. */
  readonly served: readonly string[] | null;
  /** How the gateway tells about its connections. */
  readonly connectionChanged: ConnectionChanged;
  readonly pullFunctions: readonly Type<PullFunction>[];
  readonly intentKinds: readonly Type<IntentKind>[];
  /** What functions and kinds want injected beside what the host and the platform give. */
  readonly providers?: readonly Provider[];
  readonly options?: Partial<HostOptions>;
}

const PROVIDERS: readonly Provider[] = [
  { provide: BUDGET_TIME, useValue: databaseTime },
  TrafficBudgets,
  ConnectorCaller,
  ConnectionStates,
  ConnectionStore,
  Connections,
  CallLogs,
  OriginPools,
  IntentJournal,
  IntentKinds,
  IntentStore,
  PushCalls,
  PushTask,
  MerchantGate,
  MerchantProjection,
  SeenRecords,
  PullTask,
  RunHeartbeat,
  SyncRunStore,
  SyncRuns,
  StreamStateStore,
  Doorbell,
  StreamWorker,
  Housekeeping,
  MessagingHousekeeping,
  {
    provide: STREAM_TASKS,
    useFactory: (pull: PullTask, push: PushTask) => [pull, push],
    inject: [PullTask, PushTask],
  },
];

/**
 * What a gateway hosts its connectors with. Needs the platform, `DatabaseModule` with `connectorHostMigrations`, and
 * `MessagingModule`, and `ScheduleModule` for its timers. Work begins when the application is initialised.
 */
@Module({})
export class ConnectorHostModule {
  static forGateway(parts: GatewayParts): DynamicModule {
    const options: HostOptions = { ...DEFAULT_HOST_OPTIONS, ...parts.options };
    return {
      module: ConnectorHostModule,
      controllers: [MerchantsHandler],
      providers: [
        { provide: HOST_OPTIONS, useValue: options },
        { provide: ConnectorCatalogue, useValue: new ConnectorCatalogue(parts.connectors, parts.served) },
        { provide: CONNECTION_CHANGED, useValue: parts.connectionChanged },
        ...PROVIDERS,
        ...(parts.providers ?? []),
        ...collected(PULL_FUNCTIONS, parts.pullFunctions),
        ...collected(INTENT_KINDS, parts.intentKinds),
      ],
      exports: [Connections, ConnectorCatalogue, IntentJournal, SyncRuns, StreamWorker],
    };
  }
}

/** Makes the classes, and a list of their instances under one token. */
function collected(token: symbol, classes: readonly Type[]): Provider[] {
  return [
    ...classes,
    { provide: token, useFactory: (...instances: unknown[]) => instances, inject: [...classes] },
  ];
}
