import { Inject, Injectable, Logger } from '@nestjs/common';
import { ProblemError, type ConnectorContext, type ConnectorSession } from '@crossdock/connector-sdk';
import { Clock, Sealer } from '@crossdock/platform';
import { noBudget, type TrafficBudget } from '../budgets/traffic-budget';
import { TrafficBudgets } from '../budgets/traffic-budgets';
import { ConnectorCatalogue } from '../catalogue/connector-catalogue';
import type { HostedConnector } from '../catalogue/hosted-connector';
import type { StoredConnection } from '../connections/connection';
import { openCredentials, type ConnectionAccess } from '../connections/connection-access';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import { CallGate } from '../http/call-gate';
import { CallLogs } from '../http/call-log';
import type { CallScope } from '../http/call-scope';
import { ConnectionHttp } from '../http/connection-http';
import { OriginPools } from '../http/origin-pools';
import { MemorySession } from './memory-session';

/** What this process keeps for a connection between calls, until the connection changes. */
interface Locals {
  readonly revision: number;
  readonly gate: CallGate;
  readonly session: ConnectorSession;
}

/** Calls connectors, and is the only one that does. */
@Injectable()
export class ConnectorCaller {
  private readonly logger = new Logger(ConnectorCaller.name);
  private readonly locals = new Map<string, Locals>();

  constructor(
    private readonly catalogue: ConnectorCatalogue,
    private readonly budgets: TrafficBudgets,
    private readonly pools: OriginPools,
    private readonly logs: CallLogs,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    @Inject(HOST_OPTIONS) private readonly options: HostOptions,
  ) {}

  /**
   * Calls the connector of a connection.
   * @throws ProblemError and nothing else that the connector is to blame for
   */
  async call<T>(
    connection: StoredConnection,
    scope: CallScope,
    work: (ctx: ConnectorContext) => Promise<T>,
  ): Promise<T> {
    const connector = this.catalogue.get(connection.connector);
    const access = openCredentials(this.sealer, connector.manifest, connection);
    const budget = this.budgets.of(connection.id, connector.manifest.traffic.rules);
    return this.run(connector, access, budget, this.localsOf(connector, connection), scope, work);
  }

  /**
   * Calls a connector with credentials that are not stored (yet).
   * @throws ProblemError
   */
  async tryOut<T>(
    connector: HostedConnector,
    access: ConnectionAccess,
    scope: CallScope,
    work: (ctx: ConnectorContext) => Promise<T>,
  ): Promise<T> {
    return this.run(connector, access, noBudget, newLocals(connector, 0), scope, work);
  }

  /** The vendor answered with "slow down" for single items of a batch. */
  async pause(connection: StoredConnection, seconds: number): Promise<void> {
    await this.budgets.of(connection.id, []).pause(seconds);
  }

  private async run<T>(
    connector: HostedConnector,
    access: ConnectionAccess,
    budget: TrafficBudget,
    { gate, session }: Locals,
    scope: CallScope,
    work: (ctx: ConnectorContext) => Promise<T>,
  ): Promise<T> {
    const { id, traffic } = connector.manifest;
    const http = new ConnectionHttp(
      {
        pools: this.pools,
        gate,
        budget,
        log: this.logs.for(id),
        deadlineMs: traffic.deadlineMs,
        maxBodyBytes: this.options.maxBodyBytes,
      },
      scope,
    );
    try {
      return await work({ ...access, http, session, clock: this.clock });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw this.faultOf(id, error, scope);
      if (error.problem.kind === 'auth') session.forget();
      const wait = error.problem.retryAfterSeconds;
      if (error.problem.kind === 'rate-limited' && wait !== undefined) await budget.pause(wait);
      throw error;
    }
  }

  /** A connector may have bugs; they must not stop the others, so here and only here they become a problem. */
  private faultOf(connector: string, error: unknown, scope: CallScope): ProblemError {
    this.logger.error({ connector, err: error }, 'A connector failed unexpectedly.');
    return new ProblemError(
      {
        kind: 'unexpected',
        code: 'connector-failed',
        message: 'The connector failed on something it does not know.',
        fix: 'Tell the operator; the service log has the details.',
      },
      scope.writesSent > 0 ? 'unknown' : 'none',
    );
  }

  private localsOf(connector: HostedConnector, { id, revision }: StoredConnection): Locals {
    const known = this.locals.get(id);
    if (known?.revision === revision) return known;
    const fresh = newLocals(connector, revision);
    this.locals.set(id, fresh);
    return fresh;
  }
}

function newLocals({ manifest }: HostedConnector, revision: number): Locals {
  return { revision, gate: new CallGate(manifest.traffic.concurrency), session: new MemorySession() };
}
