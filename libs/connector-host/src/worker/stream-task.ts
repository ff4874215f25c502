import type { EntityManager } from 'typeorm';
import type { Lease } from '../streams/lease';

/** How long a worker may stay with one stream. */
export interface Shift {
  /** True when the worker should give the stream back: its time is over or the process stops. */
  over(): boolean;
}

/** When a stream must be worked again; null when nothing waits. */
export type Due = { readonly at: Date } | { readonly afterMs: number } | null;

/** A kind of work on streams, done under a lease. */
export interface StreamTask {
  handles(stream: string): boolean;
  /** Works, at least one step, until nothing is due or the shift is over. @throws LeaseLostError when somebody else took over */
  work(lease: Lease, shift: Shift): Promise<void>;
  /** Called with the stream locked. */
  nextDue(tx: EntityManager, lease: Lease): Promise<Due>;
}

/** Injection token of the {@link StreamTask}s. */
export const STREAM_TASKS = Symbol('StreamTasks');
