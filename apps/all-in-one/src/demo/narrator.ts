import { setTimeout as sleep } from 'node:timers/promises';
import type { HubApi, HubPage } from '@crossdock/api-client';
import type { SyncFunction } from '@crossdock/domain';
import type { RunView } from './runs';

const WORDS: Record<SyncFunction, (done: number) => string> = {
  'order-download': (n) => `${count(n, 'new or changed order')} downloaded from the shop`,
  'order-delivery': (n) => `${count(n, 'order')} delivered to the warehouse`,
  'shipping-confirmations': (n) => `${count(n, 'shipment')} confirmed by the warehouse`,
  'shipment-upload': (n) => `tracking of ${count(n, 'parcel')} told to the shop`,
  inventory: (n) => `${count(n, 'stock level')} read from the warehouse`,
  'inventory-upload': (n) => `stock of ${count(n, 'SKU')} set in the shop`,
};

/** One line of the live account, or null for a run that moved nothing. */
export function narrate(run: RunView, merchantName: string): string | null {
  if (run.finishedAt === null || (run.counts.done === 0 && run.counts.failed === 0 && run.problem === null))
    return null;
  const time = run.finishedAt.slice(11, 19);
  const parts = [run.counts.done > 0 ? WORDS[run.function](run.counts.done) : null];
  if (run.counts.failed > 0) parts.push(`${run.counts.failed} failed`);
  if (run.problem) parts.push(`${run.function}: ${run.problem.message}`);
  return `${time}  ${merchantName.padEnd(16)} ${parts.filter((part) => part !== null).join('; ')}`;
}

/** Prints what the runs of the hub moved, as they end, until told to stop. */
export async function narrateRuns(
  api: HubApi,
  merchantNames: ReadonlyMap<string, string>,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  while (!signal.aborted) {
    const { items } = await api.get<HubPage<RunView>>('/runs', { limit: 50 });
    for (const run of items.reverse()) {
      if (run.finishedAt === null || told.has(run.id)) continue;
      told.add(run.id);
      const line = narrate(run, merchantNames.get(run.merchantId) ?? '');
      if (line) print(line);
    }
    // Only the newest fifty are asked for, so older ids can be forgotten.
    for (const id of [...told].slice(0, Math.max(0, told.size - 500))) told.delete(id);
    await sleep(1000, undefined, { signal }).catch(() => undefined);
  }
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
