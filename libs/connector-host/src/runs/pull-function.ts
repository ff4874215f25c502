import type { ConnectorContext } from '@crossdock/connector-sdk';
import type { DomainEvent, Problem, RunCounts, SyncFunction } from '@crossdock/domain';
import type { EntityManager } from 'typeorm';
import type { StoredConnection } from '../connections/connection';
import type { SyncRun } from './sync-run';

/** What a function gets to read its next page with. */
export interface PageWork {
  readonly connection: StoredConnection;
  readonly run: SyncRun;
  /** As the stream's last page left it; null before the first one. */
  readonly cursor: unknown;
  /** Wanted number of records. */
  readonly limit: number;
  /** @throws ProblemError, which the function lets through: the run loop reacts to it */
  call<T>(work: (ctx: ConnectorContext) => Promise<T>): Promise<T>;
}

export interface SavedPage {
  readonly counts: Partial<RunCounts>;
  readonly events: readonly DomainEvent[];
  /** Where the function stands within the run, as JSON. */
  readonly progress: unknown;
  /** False ends the run. */
  readonly more: boolean;
  /** Where the stream goes on, in this run or the next; left out when the page did not move it. */
  readonly cursor?: unknown;
  /** What is wrong with single records: the run goes on and ends as partial. */
  readonly problem?: Problem;
}

/** A page that was read and is not saved yet. */
export interface ReadPage {
  /** Called in the transaction that saves cursor, counts and events as well. No I/O but on `tx`. */
  save(tx: EntityManager): Promise<SavedPage>;
}

/**
 * One of the functions that read from a vendor, page by page. Reading is outside of any transaction; a page that was
 * read and not saved, for whatever reason, is read again.
 */
export interface PullFunction {
  readonly function: SyncFunction;
  /** Name of the stream whose cursor and lease it works under. */
  readonly stream: string;
  /** @throws ProblemError */
  read(work: PageWork): Promise<ReadPage>;
}

/** Injection token of the gateway's {@link PullFunction}s. */
export const PULL_FUNCTIONS = Symbol('PullFunctions');
