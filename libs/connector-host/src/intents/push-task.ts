import { Inject, Injectable } from '@nestjs/common';
import type { Problem } from '@crossdock/domain';
import { Metrics } from '@crossdock/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { StoredConnection } from '../connections/connection';
import { ConnectionStates } from '../connections/connection-states';
import { ConnectionStore } from '../connections/connection.store';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import { CallScope } from '../http/call-scope';
import type { Lease } from '../streams/lease';
import { StreamStateStore } from '../streams/stream-state.store';
import type { Due, Shift, StreamTask } from '../worker/stream-task';
import type { ClaimedIntent, Decision } from './intent';
import { IntentJournal } from './intent-journal';
import type { IntentKind } from './intent-kind';
import { IntentKinds } from './intent-kinds';
import { IntentStore } from './intent.store';
import { PushCalls } from './push-calls';

/** After this many leases that ended badly intents are worked one at a time, so that one of them cannot stop the rest. */
const CAREFUL_AFTER = 2;

/**
 * Works the intents of a writing stream. The order is always: mark and commit, call, save the verdict. So a process
 * that dies at any point leaves a mark, and what is marked is looked up before it is sent again.
 */
@Injectable()
export class PushTask implements StreamTask {
  private readonly concluded;

  constructor(
    private readonly kinds: IntentKinds,
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionStore,
    private readonly states: ConnectionStates,
    private readonly streams: StreamStateStore,
    private readonly store: IntentStore,
    private readonly journal: IntentJournal,
    private readonly calls: PushCalls,
    @Inject(HOST_OPTIONS) private readonly options: HostOptions,
    metrics: Metrics,
  ) {
    this.concluded = metrics.counter({
      name: 'crossdock_gateway_writes_total',
      help: 'What calls brought for writes to vendors; kind is the problem, or none',
      labelNames: ['connector', 'write', 'outcome', 'kind'] as const,
    });
  }

  handles(stream: string): boolean {
    return this.kinds.ofStream(stream).length > 0;
  }

  async work(lease: Lease, shift: Shift): Promise<void> {
    const kinds = this.kinds.ofStream(lease.stream);
    let busy = true;
    while (busy) {
      busy = false;
      for (const kind of kinds) {
        for (const batch of [this.lookUp, this.send]) {
          // Read anew each time: credentials may have changed, or the connection may have been paused.
          const connection = await this.connections.find(lease.connectionId);
          if (connection?.state !== 'active') return;
          const worked = await batch.call(this, lease, connection, kind);
          if (worked && shift.over()) return;
          busy ||= worked;
        }
      }
    }
  }

  async nextDue(tx: EntityManager, lease: Lease): Promise<Due> {
    const at = await this.store.nextDue(tx, lease, this.namesOf(lease));
    return at && { at };
  }

  private async lookUp(lease: Lease, connection: StoredConnection, kind: IntentKind): Promise<boolean> {
    if (this.isNatural(kind, connection)) return false;
    const scope = new CallScope(this.options.pushDeadlineMs);
    const intents = await this.claim(lease, (tx) =>
      this.store.claimUncertain(tx, lease, this.claimOptions(lease, connection, kind)),
    );
    if (intents.length === 0) return false;
    const decisions = await this.calls.lookUp(connection, kind, intents, scope);
    await this.settle(lease, connection, kind, decisions);
    return true;
  }

  private async send(lease: Lease, connection: StoredConnection, kind: IntentKind): Promise<boolean> {
    // Begins before the commit, so that it ends before the deadline that is committed.
    const scope = new CallScope(this.options.pushDeadlineMs);
    const intents = await this.claim(lease, (tx) =>
      this.store.claimToSend(tx, lease, {
        ...this.claimOptions(lease, connection, kind),
        repeatable: this.isNatural(kind, connection),
      }),
    );
    if (intents.length === 0) return false;
    const decisions = await this.calls.send(connection, kind, intents, scope);
    await this.settle(lease, connection, kind, decisions);
    return true;
  }

  private async claim(
    lease: Lease,
    claim: (tx: EntityManager) => Promise<ClaimedIntent[]>,
  ): Promise<ClaimedIntent[]> {
    return this.dataSource.transaction(async (tx) => {
      await this.streams.fence(tx, lease);
      return claim(tx);
    });
  }

  private async settle(
    lease: Lease,
    connection: StoredConnection,
    { kind }: IntentKind,
    decisions: readonly Decision[],
  ): Promise<void> {
    const refusal = decisions.find(({ problem }) => problem?.kind === 'auth')?.problem ?? null;
    await this.dataSource.transaction(async (tx) => {
      const current = refusal && (await this.connections.lock(tx, connection.id));
      await this.streams.fence(tx, lease);
      const news = await this.store.settle(tx, lease, decisions);
      await this.journal.conclude(tx, decisions, news);
      if (refusal && current) await this.states.refused(tx, current, connection.revision, refusal);
    });
    for (const { state, problem } of decisions) this.count(connection, kind, state, problem);
  }

  private claimOptions(lease: Lease, { connector }: StoredConnection, kind: IntentKind) {
    const limit = lease.attempts > CAREFUL_AFTER ? 1 : kind.pushStream(connector).batchSize;
    return { kind: kind.kind, kinds: this.namesOf(lease), limit };
  }

  private namesOf({ stream }: Lease): string[] {
    return this.kinds.ofStream(stream).map(({ kind }) => kind);
  }

  private isNatural(kind: IntentKind, { connector }: StoredConnection): boolean {
    return kind.pushStream(connector).repeatSafety === 'natural';
  }

  private count(
    { connector }: StoredConnection,
    write: string,
    outcome: string,
    problem: Problem | null,
  ): void {
    this.concluded.inc({ connector, write, outcome, kind: problem?.kind ?? 'none' });
  }
}
