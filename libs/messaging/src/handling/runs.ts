import type { Readable } from './read-delivery';

/**
 * Cuts a batch into what one transaction may hold: consecutive events of one handler, so that order is kept between the
 * handlers of a queue, and each suspect (delivered `suspectAfter` times without a verdict) alone.
 */
export function splitIntoRuns(batch: readonly Readable[], suspectAfter: number): Readable[][] {
  const runs: Readable[][] = [];
  for (const read of batch) {
    const current = runs.at(-1);
    const last = current?.at(-1);
    const isSuspect = (candidate: Readable) => candidate.delivery.redeliveries >= suspectAfter;
    if (current && last && last.handler === read.handler && !isSuspect(last) && !isSuspect(read))
      current.push(read);
    else runs.push([read]);
  }
  return runs;
}
