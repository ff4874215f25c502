import type { Bench } from './bench';

/** One promise of messaging, as a function that throws when it is broken. */
export interface TransportCase {
  /** A sentence about behaviour. */
  readonly name: string;
  readonly needsBroker?: boolean;
  run(bench: Bench): Promise<void>;
}
