import { Injectable } from '@nestjs/common';
import { NO_COUNTS, type DomainEvent, type Problem, type SyncRequest } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Clock } from '@crossdock/platform';
import type { EntityManager } from 'typeorm';
import type { StoredConnection } from '../connections/connection';
import { noConnection, problemOfState } from '../connections/state-problem';
import { ConnectionStore } from '../connections/connection.store';
import { StreamStateStore } from '../streams/stream-state.store';
import { Doorbell } from '../worker/doorbell';
import { finishedEvent, identityOf } from './run-events';
import { runOf, type SyncRun } from './sync-run';
import { SyncRunStore, type RunEnd } from './sync-run.store';

/** Takes runs in and ends them; each run that came in ends with exactly one `SyncRunFinished`. */
@Injectable()
export class SyncRuns {
  constructor(
    private readonly store: SyncRunStore,
    private readonly streams: StreamStateStore,
    private readonly connections: ConnectionStore,
    private readonly doorbell: Doorbell,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Requests whose target is the connection itself. */
  async acceptForConnections(
    tx: EntityManager,
    stream: string,
    requests: readonly SyncRequest[],
  ): Promise<void> {
    const targets = new Map(requests.map(({ targetId }) => [targetId, targetId]));
    await this.accept(tx, stream, requests, targets);
  }

  /** Requests whose target is a merchant: its one connection does the work. */
  async acceptForMerchants(
    tx: EntityManager,
    stream: string,
    requests: readonly SyncRequest[],
  ): Promise<void> {
    const merchants = requests.map(({ targetId }) => targetId);
    await this.accept(tx, stream, requests, await this.connections.idsOfMerchants(tx, merchants));
  }

  /** Ends a run. Nothing happens when it had ended. */
  async finish(tx: EntityManager, run: SyncRun, end: RunEnd): Promise<void> {
    if (await this.store.finish(tx, run.id, end, run.counts)) {
      await this.outbox.add(tx, [finishedEvent(run, end, run.counts, this.clock.now())]);
    }
  }

  /** Ends every run of a connection that cannot be used any more. */
  async endAll(tx: EntityManager, connectionId: string, problem: Problem): Promise<void> {
    for (const run of await this.store.openOfConnection(tx, connectionId)) {
      await this.finish(tx, run, { outcome: run.pages > 0 ? 'partial' : 'failed', problem });
    }
  }

  private async accept(
    tx: EntityManager,
    stream: string,
    requests: readonly SyncRequest[],
    connectionIds: ReadonlyMap<string, string>,
  ): Promise<void> {
    const connections = await this.connections.share(tx, [...new Set(connectionIds.values())]);
    const runs: SyncRun[] = [];
    const refusals: DomainEvent[] = [];
    for (const request of requests) {
      const connection = connections.get(connectionIds.get(request.targetId) ?? '');
      const problem = problemFor(request, connection);
      if (connection && problem === null) runs.push(runOf(request, connection.id, stream));
      else refusals.push(this.refusal(request, problem ?? noConnection()));
    }
    await this.streams.makeDue(tx, runs);
    await this.store.insert(tx, runs);
    await this.outbox.add(tx, refusals);
    this.doorbell.ring();
  }

  private refusal(request: SyncRequest, problem: Problem): DomainEvent {
    const end: RunEnd = { outcome: 'failed', problem };
    return finishedEvent(identityOf(request), end, NO_COUNTS, this.clock.now());
  }
}

/** A connection of another account is as good as none. */
function problemFor(request: SyncRequest, connection: StoredConnection | undefined): Problem | null {
  if (!connection || connection.accountId !== request.accountId) return noConnection();
  return problemOfState(connection);
}
