import type { ServiceConfig } from '@crossdock/platform';

/** What an operator can tune. All times in milliseconds. */
export interface HostOptions {
  /** Streams worked at the same time by one process, over all connections. */
  readonly workers: number;
  /** Streams of one account that are worked at the same time by all processes together. */
  readonly workersPerAccount: number;
  /** Pause between two looks for due work when there was none. */
  readonly pollMs: number;
  /** A process that died loses its streams after this time; a living one renews three times as often. */
  readonly leaseMs: number;
  /** A run gives its worker back after about this time and continues at the end of the line. */
  readonly chunkMs: number;
  /** Records asked for in one page. */
  readonly pageSize: number;
  /** Pages after which a run ends well; the next one goes on from its cursor. */
  readonly maxPages: number;
  /** Longest time that one page may take, waits for the traffic budget included. */
  readonly pageDeadlineMs: number;
  /** Longest time that one write call may take. Nothing of it is sent any more after this time. */
  readonly pushDeadlineMs: number;
  /** Wait before an unknown outcome is looked up for the first time. */
  readonly lookupDelayMs: number;
  /** "Absent" is believed only this long after the call ended: look-ups of some vendors lag behind. */
  readonly absentGraceMs: number;
  /** First wait after a write that failed for a passing reason; it doubles up to `backoffMaxMs`, with jitter. */
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
  /** Largest answer that is read, after inflating, in bytes. */
  readonly maxBodyBytes: number;
  readonly connectTimeoutMs: number;
  /** A call waits this long for its traffic budget; beyond that it fails as rate-limited. */
  readonly maxBudgetWaitMs: number;
  /** A connection's run tells that it lives at least this often. */
  readonly heartbeatMs: number;
  /** On shutdown calls in progress get this long to end. */
  readonly drainMs: number;
  /** Concluded intents and finished runs are forgotten after this many days. */
  readonly retentionDays: number;
  /** Evenly distributed in [0, 1): jitter. */
  readonly random: () => number;
}

/** Injection token of the {@link HostOptions}. */
export const HOST_OPTIONS = Symbol('HostOptions');

export const DEFAULT_HOST_OPTIONS: HostOptions = {
  workers: 16,
  workersPerAccount: 12,
  pollMs: 200,
  leaseMs: 30_000,
  chunkMs: 20_000,
  pageSize: 100,
  maxPages: 5_000,
  pageDeadlineMs: 120_000,
  pushDeadlineMs: 90_000,
  lookupDelayMs: 2_000,
  absentGraceMs: 45_000,
  backoffMs: 5_000,
  backoffMaxMs: 900_000,
  maxBodyBytes: 10_000_000,
  connectTimeoutMs: 10_000,
  maxBudgetWaitMs: 30_000,
  heartbeatMs: 15_000,
  drainMs: 25_000,
  retentionDays: 90,
  random: Math.random,
};

/** What the configuration of the process says; it leaves out what it says nothing about. */
export function hostOptionsOf({ leaseSeconds, writes }: ServiceConfig): Partial<HostOptions> {
  const given = {
    leaseMs: leaseSeconds,
    pushDeadlineMs: writes.deadline,
    lookupDelayMs: writes.lookupDelay,
    absentGraceMs: writes.absentGrace,
    backoffMs: writes.backoff,
    backoffMaxMs: writes.backoffMax,
  };
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, seconds]) => (seconds === null ? [] : [[name, seconds * 1000]])),
  );
}
