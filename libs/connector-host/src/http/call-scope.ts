/** What holds for all requests that a connector makes within one call of the host. */
export class CallScope {
  private readonly endsAt: number;
  private writes = 0;

  /** @param deadlineMs after this time no request is sent any more */
  constructor(deadlineMs: number) {
    this.endsAt = performance.now() + deadlineMs;
  }

  remainingMs(): number {
    return Math.max(0, this.endsAt - performance.now());
  }

  writeSent(): void {
    this.writes += 1;
  }

  /** Requests with a side effect that may have reached the vendor. */
  get writesSent(): number {
    return this.writes;
  }
}
