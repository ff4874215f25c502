import {
  NO_COUNTS,
  type RunCounts,
  type SyncFunction,
  type SyncRequest,
  type TargetKind,
} from '@crossdock/domain';

/** One execution of a pulling function for one connection. */
export interface SyncRun {
  readonly id: string;
  readonly accountId: string;
  readonly merchantId: string;
  readonly connectionId: string;
  readonly stream: string;
  readonly function: SyncFunction;
  readonly targetKind: TargetKind;
  readonly targetId: string;
  /** Where the function stands within the run, in its own words; null before its first page. */
  readonly progress: unknown;
  readonly pages: number;
  readonly counts: RunCounts;
}

export interface SyncRunRow {
  id: string;
  account_id: string;
  merchant_id: string;
  connection_id: string;
  stream: string;
  function: SyncFunction;
  target_kind: TargetKind;
  target_id: string;
  progress: unknown;
  pages: number;
  counts: RunCounts;
  beat: number;
}

export function toSyncRun(row: SyncRunRow): SyncRun {
  return {
    id: row.id,
    accountId: row.account_id,
    merchantId: row.merchant_id,
    connectionId: row.connection_id,
    stream: row.stream,
    function: row.function,
    targetKind: row.target_kind,
    targetId: row.target_id,
    progress: row.progress,
    pages: row.pages,
    counts: row.counts,
  };
}

export function runOf(request: SyncRequest, connectionId: string, stream: string): SyncRun {
  return {
    id: request.runId,
    accountId: request.accountId,
    merchantId: request.merchantId,
    connectionId,
    stream,
    function: request.function,
    targetKind: request.targetKind,
    targetId: request.targetId,
    progress: null,
    pages: 0,
    counts: NO_COUNTS,
  };
}

export function addCounts(a: RunCounts, b: Partial<RunCounts>): RunCounts {
  return {
    read: a.read + (b.read ?? 0),
    done: a.done + (b.done ?? 0),
    skipped: a.skipped + (b.skipped ?? 0),
    failed: a.failed + (b.failed ?? 0),
  };
}
