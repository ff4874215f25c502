import { ProblemError } from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';

/**
 * Writes all items in one call, which Tryton does whole or not at all. When it refuses, each is tried by itself, so
 * that one bad record does not hold up the others.
 * @param refuse told each item that Tryton refuses even alone
 * @throws ProblemError for everything but a refusal
 */
export async function writeEach<Item, Written>(
  items: readonly Item[],
  write: (batch: readonly Item[]) => Promise<Written[]>,
  refuse: (item: Item, problem: Problem) => void,
): Promise<Written[]> {
  if (items.length === 0) return [];
  try {
    return await write(items);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.kind !== 'rejected') throw error;
    if (items.length === 1) {
      refuse(items[0]!, error.problem);
      return [];
    }
  }
  const written: Written[] = [];
  for (const item of items) written.push(...(await writeEach([item], write, refuse)));
  return written;
}
