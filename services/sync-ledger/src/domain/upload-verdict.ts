import type { Problem } from '@crossdock/domain';

export type UploadState = 'pending' | 'requested' | 'uploaded' | 'failed';

export interface UploadStanding {
  state: UploadState;
  /** Counts the requests. */
  attempt: number;
  /** Its run has not heard a first verdict. */
  awaited: boolean;
  fulfillmentId: string | null;
  problem: Problem | null;
  nextAttemptAt: string | null;
}

export type UploadVerdict =
  | { kind: 'uploaded'; attempt: number; fulfillmentId: string | null }
  | { kind: 'failed'; attempt: number; problem: Problem; final: boolean; nextAttemptAt: string | null };

export interface JudgedUpload {
  next: UploadStanding;
  /** What the run learns; null when it heard of this attempt before. */
  settles: 'done' | 'failed' | null;
}

/**
 * Where an upload is after a verdict; null when the verdict is old news. That a store shows the parcel holds whichever
 * attempt it came from; a failure counts only for the attempt that is under way.
 */
export function judgeUpload(upload: UploadStanding, verdict: UploadVerdict): JudgedUpload | null {
  if (upload.state === 'uploaded') return null;
  if (verdict.kind === 'uploaded') {
    const { fulfillmentId } = verdict;
    const shown = {
      state: 'uploaded',
      awaited: false,
      fulfillmentId,
      problem: null,
      nextAttemptAt: null,
    } as const;
    return { next: { ...upload, ...shown }, settles: upload.awaited ? 'done' : null };
  }
  if (verdict.attempt !== upload.attempt || upload.state !== 'requested') return null;
  const { problem, nextAttemptAt } = verdict;
  const state = verdict.final ? 'failed' : 'requested';
  return {
    next: { ...upload, state, awaited: false, problem, nextAttemptAt },
    settles: upload.awaited ? 'failed' : null,
  };
}
