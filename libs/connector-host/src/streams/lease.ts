/** The right to work one stream of one connection, until it is given back or runs out. */
export interface Lease {
  readonly connectionId: string;
  readonly stream: string;
  /** Grows with each lease of any stream: the newest holder wins, whatever an older one still believes. */
  readonly token: string;
  /** 1 for the first lease since one was given back in order; more when workers died or failed in between. */
  readonly attempts: number;
}

/** Somebody else works the stream by now. Nothing of the transaction may commit. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor({ connectionId, stream }: Lease) {
    super(`The lease of ${connectionId}/${stream} went to another worker.`);
  }
}
