import {
  SyncRunFinished,
  SyncRunProgressed,
  type DomainEvent,
  type RunCounts,
  type SyncRequest,
} from '@crossdock/domain';
import type { SyncRun } from './sync-run';
import type { RunEnd } from './sync-run.store';

type RunIdentity = Pick<SyncRun, 'id' | 'accountId' | 'merchantId' | 'function' | 'targetKind' | 'targetId'>;

export function finishedEvent(run: RunIdentity, end: RunEnd, counts: RunCounts, at: Date): DomainEvent {
  return SyncRunFinished.create({ ...common(run), outcome: end.outcome, counts, problem: end.problem }, at);
}

export function progressedEvent(run: SyncRun, beat: number, at: Date): DomainEvent {
  return SyncRunProgressed.create({ ...common(run), counts: run.counts, beat }, at);
}

export function identityOf(request: SyncRequest): RunIdentity {
  return { ...request, id: request.runId };
}

function common(run: RunIdentity) {
  return {
    accountId: run.accountId,
    merchantId: run.merchantId,
    runId: run.id,
    function: run.function,
    targetKind: run.targetKind,
    targetId: run.targetId,
  };
}
