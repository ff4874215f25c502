import type { Problem, RunCounts, RunOutcome } from '@crossdock/domain';

/** The part of a run that its owner's reports change. */
export interface RunState {
  readonly startedAt: Date;
  readonly heartbeatAt: Date;
  readonly beat: number;
  readonly finishedAt: Date | null;
  readonly outcome: RunOutcome | null;
  readonly lost: boolean;
  readonly counts: RunCounts;
  readonly problem: Problem | null;
}

export interface Heartbeat {
  readonly beat: number;
  readonly counts: RunCounts;
}

export interface Finish {
  /** When the owner says that it ended. */
  readonly at: Date;
  readonly outcome: RunOutcome;
  readonly counts: RunCounts;
  readonly problem: Problem | null;
}

export const RUN_LOST: Problem = {
  kind: 'transient',
  code: 'run-lost',
  message:
    'Nothing was heard of the run any more, so it counts as failed. The function goes on with a new run.',
  fix: 'If this happens again, check that all services of the hub run and reach their database and broker.',
};

/** Null when it changes nothing: the run ended already, or a newer heartbeat came first. */
export function progressed(run: RunState, { beat, counts }: Heartbeat, now: Date): Partial<RunState> | null {
  if (run.finishedAt !== null || beat <= run.beat) return null;
  return { beat, counts, heartbeatAt: now };
}

/** Null when the owner has said so before. The report of a run that was given up as lost is recorded all the same. */
export function finished(run: RunState, { at, ...report }: Finish, now: Date): Partial<RunState> | null {
  if (run.finishedAt !== null && !run.lost) return null;
  // Clocks of two machines differ; a run does not end before its start or in the future.
  const finishedAt = new Date(Math.max(run.startedAt.getTime(), Math.min(at.getTime(), now.getTime())));
  return { ...report, finishedAt };
}

/** Null when it ended in time. */
export function givenUp(run: RunState, now: Date): Partial<RunState> | null {
  if (run.finishedAt !== null) return null;
  return { lost: true, outcome: 'failed', problem: RUN_LOST, finishedAt: now };
}
