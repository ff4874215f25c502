import type { Problem } from '@crossdock/domain';

/**
 * - `pending`: certainly not at the vendor; sent when it is due.
 * - `in_flight`: a call was or is about to be made.
 * - `unknown`: a call was made and nobody knows how it ended; looked up when it is due.
 * - `done`, `refused`, `superseded`: concluded.
 */
export type IntentState = 'pending' | 'in_flight' | 'unknown' | 'done' | 'refused' | 'superseded';

/** What somebody wants written at a vendor. */
export interface NewIntent {
  readonly connectionId: string;
  readonly accountId: string;
  readonly merchantId: string;
  readonly kind: string;
  /** The hub's reference at the vendor, or the SKU: what the connector knows the item by. */
  readonly key: string;
  /** Counts requests for the same key from 1; where only the newest value counts, its version. */
  readonly attempt: number;
  /** Intents of one group are worked one after the other, in the order in which they came. */
  readonly groupKey: string;
  /** Payload of the request, as JSON. */
  readonly payload: unknown;
}

/** An intent that was claimed for a call. */
export interface ClaimedIntent {
  readonly id: string;
  readonly kind: string;
  readonly key: string;
  readonly payload: unknown;
  /** Calls begun, this one included. */
  readonly tries: number;
  /** True when an "absent" is to be believed: the last call is over for long enough. */
  readonly settled: boolean;
}

/** What is decided about an intent after a call. */
export interface Decision {
  readonly id: string;
  readonly state: Exclude<IntentState, 'in_flight'>;
  readonly problem: Problem | null;
  readonly receipt: unknown;
  /** Found at the vendor instead of written now. */
  readonly alreadyThere: boolean;
  /** When it is due again. `grace`: as soon as an "absent" may be believed. */
  readonly waitMs: number | 'grace';
  /** False when there is nothing that the requester must know. */
  readonly tell: boolean;
}

/** A conclusion about one intent, or the news that it will take longer. */
export type Verdict<Payload = unknown, Receipt = unknown> = {
  readonly payload: Payload;
  readonly tries: number;
} & (
  | { readonly outcome: 'done'; readonly receipt: Receipt; readonly alreadyThere: boolean }
  | {
      readonly outcome: 'failed';
      readonly problem: Problem;
      /** The gateway does not try again. */
      readonly final: boolean;
      /** Null when that is up to a person, or when it is final. */
      readonly nextAttemptAt: Date | null;
    }
);
