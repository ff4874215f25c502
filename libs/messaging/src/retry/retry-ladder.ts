/** How long a message waits after each failure before it is handled again; after the last wait it is parked. */
export class RetryLadder {
  /** 5 s, 30 s, 2 min, 10 min, 1 h. */
  static readonly DEFAULT_WAITS_MS: readonly number[] = [5_000, 30_000, 120_000, 600_000, 3_600_000];

  constructor(readonly waitsMs: readonly number[] = RetryLadder.DEFAULT_WAITS_MS) {
    if (waitsMs.length === 0) throw new Error('A retry ladder needs at least one wait');
  }

  /** The wait after failure number `attempt` (1 for the first), or null when the message is to be parked. */
  waitAfter(attempt: number): number | null {
    return this.waitsMs[attempt - 1] ?? null;
  }

  /** The longest wait: for a message that should be parked while the table to park it in cannot be reached. */
  get lastWait(): number {
    return this.waitsMs.at(-1)!;
  }
}
