import type { StockLevel } from '@crossdock/domain';

const LEVELS_PER_EVENT = 500;

/** Splits the levels of a page. The end of a snapshot always has a chunk, be it an empty one. */
export function chunksOf(levels: readonly StockLevel[], end: boolean): StockLevel[][] {
  const chunks: StockLevel[][] = [];
  for (let at = 0; at < levels.length; at += LEVELS_PER_EVENT)
    chunks.push(levels.slice(at, at + LEVELS_PER_EVENT));
  return chunks.length === 0 && end ? [[]] : chunks;
}
