import type { Variant } from '../suite/bench';

/** A mistake that somebody could make in messaging, made on purpose to see that the suite finds it. */
export interface Defect extends Variant {
  /** What is wrong. */
  readonly name: string;
  /** Words of the names of cases of which at least one must fail. */
  readonly caughtBy: readonly string[];
  readonly needsBroker?: boolean;
}
