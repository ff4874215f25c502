import type { Problem } from '@crossdock/domain';

/** What an item of a push must have: the hub's own reference, unique within the stream and connection. */
export interface PushItem {
  readonly key: string;
}

/** Verdict on one item. Every item of the batch gets exactly one. */
export type PushResult<Receipt> =
  /** Written now. */
  | { key: string; status: 'done'; receipt: Receipt }
  /** The vendor had it already, and it is ours. */
  | { key: string; status: 'already-done'; receipt: Receipt }
  /** Not written for certain. `retryable` follows from the problem's kind. */
  | { key: string; status: 'failed'; problem: Problem }
  /** May have been written; the host looks it up before it sends again. */
  | { key: string; status: 'unknown'; problem: Problem };

/** Answer of a look-up by our reference. `unknown`: the vendor could not say now. */
export type FindResult<Receipt> =
  | { key: string; status: 'found'; receipt: Receipt }
  | { key: string; status: 'absent' }
  | { key: string; status: 'unknown'; problem: Problem };

/**
 * A write stream of a connector. The host journals an intent for each item before it calls `push`, calls it for one
 * connection at a time, and never calls it again for an item with an unknown outcome before `find` said `absent`.
 *
 * - `lookup`: the vendor does not refuse a repeat; `find` decides.
 * - `vendor-key`: the vendor refuses or merges a repeat by our key; `find` confirms.
 * - `natural`: writing the same value twice is the same as once (stock levels). No look-up needed.
 */
export type PushStream<Context, Item extends PushItem, Receipt> = {
  /** Largest batch that `push` and `find` take. */
  readonly batchSize: number;
  /** @throws ProblemError when the whole call failed; its `effect` then holds for every item. */
  push(ctx: Context, items: readonly Item[]): Promise<PushResult<Receipt>[]>;
} & (
  | { readonly repeatSafety: 'natural' }
  | {
      readonly repeatSafety: 'lookup' | 'vendor-key';
      /**
       * Looks items up by our reference. `absent` must be definite.
       * @throws ProblemError when the vendor could not be asked.
       */
      find(ctx: Context, items: readonly Item[]): Promise<FindResult<Receipt>[]>;
    }
);
