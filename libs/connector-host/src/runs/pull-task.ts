import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';
import { Outbox } from '@crossdock/messaging';
import { Metrics } from '@crossdock/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ConnectorCaller } from '../calls/connector-caller';
import type { StoredConnection } from '../connections/connection';
import { ConnectionStates } from '../connections/connection-states';
import { ConnectionStore } from '../connections/connection.store';
import { HOST_OPTIONS, type HostOptions } from '../host-options';
import { CallScope } from '../http/call-scope';
import type { Lease } from '../streams/lease';
import { StreamStateStore } from '../streams/stream-state.store';
import type { Due, Shift, StreamTask } from '../worker/stream-task';
import { PULL_FUNCTIONS, type PullFunction, type ReadPage } from './pull-function';
import { addCounts, type SyncRun } from './sync-run';
import { SyncRuns } from './sync-runs';
import { SyncRunStore } from './sync-run.store';

/** A run that makes workers fail is ended after this many leases instead of being tried for ever. */
const MAX_ATTEMPTS = 5;

/** What a worker knows of a stream; nobody else changes it while the lease holds. */
interface Position {
  readonly run: SyncRun;
  readonly cursor: unknown;
}

/** Works the runs of a reading stream page by page. */
@Injectable()
export class PullTask implements StreamTask {
  private readonly byStream: ReadonlyMap<string, PullFunction>;
  private readonly ended;

  constructor(
    @Inject(PULL_FUNCTIONS) functions: readonly PullFunction[],
    private readonly dataSource: DataSource,
    private readonly connections: ConnectionStore,
    private readonly states: ConnectionStates,
    private readonly streams: StreamStateStore,
    private readonly store: SyncRunStore,
    private readonly runs: SyncRuns,
    private readonly caller: ConnectorCaller,
    private readonly outbox: Outbox,
    @Inject(HOST_OPTIONS) private readonly options: HostOptions,
    metrics: Metrics,
  ) {
    this.byStream = new Map(functions.map((fn) => [fn.stream, fn]));
    this.ended = metrics.counter({
      name: 'crossdock_gateway_runs_total',
      help: 'Runs of reading functions that ended; kind is the problem, or none',
      labelNames: ['connector', 'function', 'outcome', 'kind'] as const,
    });
  }

  handles(stream: string): boolean {
    return this.byStream.has(stream);
  }

  async work(lease: Lease, shift: Shift): Promise<void> {
    const connection = await this.connections.find(lease.connectionId);
    if (connection?.state !== 'active') return;
    let position = await this.position(lease);
    if (position && lease.attempts > MAX_ATTEMPTS) {
      await this.fail(lease, connection, position.run, keepsFailing());
      return;
    }
    while (position) {
      position = await this.step(lease, connection, position);
      if (shift.over()) return;
    }
  }

  async nextDue(tx: EntityManager, lease: Lease): Promise<Due> {
    return (await this.store.nextOpen(tx, lease)) === null ? null : { afterMs: 0 };
  }

  private async step(
    lease: Lease,
    connection: StoredConnection,
    position: Position,
  ): Promise<Position | null> {
    const { run, cursor } = position;
    const scope = new CallScope(this.options.pageDeadlineMs);
    let page: ReadPage;
    try {
      page = await this.functionOf(lease).read({
        connection,
        run,
        cursor,
        limit: this.options.pageSize,
        call: (work) => this.caller.call(connection, scope, work),
      });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      await this.fail(lease, connection, run, error.problem);
      return error.problem.kind === 'auth' ? null : this.position(lease);
    }
    const next = await this.save(lease, connection, position, page);
    return next ?? this.position(lease);
  }

  /** Saves a page with its cursor, events and counts, or nothing of it. Null when the run is over. */
  private async save(
    lease: Lease,
    connection: StoredConnection,
    { run, cursor }: Position,
    page: ReadPage,
  ): Promise<Position | null> {
    return this.dataSource.transaction(async (tx) => {
      await this.streams.fence(tx, lease);
      const saved = await page.save(tx);
      const next: SyncRun = {
        ...run,
        progress: saved.progress,
        pages: run.pages + 1,
        counts: addCounts(run.counts, saved.counts),
      };
      // A run that was ended from outside keeps what it read: the records are real, whoever asked for them.
      const open = await this.store.savePage(tx, next);
      await this.outbox.add(tx, saved.events);
      if (saved.cursor !== undefined) await this.streams.saveCursor(tx, lease, saved.cursor);
      if (!open) return null;
      if (saved.problem) await this.store.noteProblem(tx, run.id, saved.problem);
      if (saved.more && next.pages < this.options.maxPages) {
        return { run: next, cursor: saved.cursor === undefined ? cursor : saved.cursor };
      }
      const problem = await this.store.problemOf(tx, run.id);
      const outcome = problem === null ? 'succeeded' : 'partial';
      await this.runs.finish(tx, next, { outcome, problem });
      this.count(connection, next, outcome, problem);
      return null;
    });
  }

  private async fail(
    lease: Lease,
    connection: StoredConnection,
    run: SyncRun,
    problem: Problem,
  ): Promise<void> {
    const outcome = run.pages > 0 ? 'partial' : 'failed';
    await this.dataSource.transaction(async (tx) => {
      const current = problem.kind === 'auth' ? await this.connections.lock(tx, connection.id) : null;
      await this.streams.fence(tx, lease);
      await this.runs.finish(tx, run, { outcome, problem });
      if (current) await this.states.refused(tx, current, connection.revision, problem);
    });
    this.count(connection, run, outcome, problem);
  }

  private async position(lease: Lease): Promise<Position | null> {
    return this.dataSource.transaction(async (tx) => {
      const { cursor } = await this.streams.fence(tx, lease);
      const run = await this.store.nextOpen(tx, lease);
      return run && { run, cursor };
    });
  }

  private functionOf({ stream }: Lease): PullFunction {
    const fn = this.byStream.get(stream);
    if (!fn) throw new Error(`No function reads the stream "${stream}".`);
    return fn;
  }

  private count(
    { connector }: StoredConnection,
    run: SyncRun,
    outcome: string,
    problem: Problem | null,
  ): void {
    this.ended.inc({ connector, function: run.function, outcome, kind: problem?.kind ?? 'none' });
  }
}

function keepsFailing(): Problem {
  return {
    kind: 'unexpected',
    code: 'run-keeps-failing',
    message: 'Our own service failed on this run again and again.',
    fix: 'Tell the operator; the service log has the details.',
  };
}
