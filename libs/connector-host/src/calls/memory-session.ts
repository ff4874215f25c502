import type { ConnectorSession } from '@crossdock/connector-sdk';

/** A log-in kept in this process. */
export class MemorySession implements ConnectorSession {
  private current: Promise<string> | null = null;

  token(create: () => Promise<string>): Promise<string> {
    this.current ??= this.keep(create());
    return this.current;
  }

  forget(): void {
    this.current = null;
  }

  /** A log-in that failed is not kept: the next call tries again. */
  private keep(token: Promise<string>): Promise<string> {
    const kept: Promise<string> = token.catch((error: unknown) => {
      if (this.current === kept) this.current = null;
      throw error;
    });
    return kept;
  }
}
