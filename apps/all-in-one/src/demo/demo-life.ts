import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoSite, DemoWorld } from './demo-world';

/** The buyers' part: an order in one of the shops every few seconds. */
export async function buyersLive(world: DemoWorld, random: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    placeRandomOrder(pick(world.sites, random), random);
    await pause(3_000 + random() * 4_000, signal);
  }
}

/** The warehouse's part: picks, packs and ships what has waited for a few seconds; large orders in two parcels. */
export async function warehousesLive(
  world: DemoWorld,
  random: () => number,
  signal: AbortSignal,
): Promise<void> {
  const firstSeen = new Map<string, number>();
  while (!signal.aborted) {
    for (const { merchant, warehouse } of world.sites) {
      for (const { id, reference, units } of warehouse.state.waiting()) {
        const key = `${merchant.key}/${id}`;
        const since = firstSeen.get(key) ?? Date.now();
        firstSeen.set(key, since);
        if (reference === null || Date.now() - since < 4_000) continue;
        firstSeen.delete(key);
        warehouse.state.ship(reference, [{ tracking: trackingNumber(random), units: firstParcel(units) }]);
      }
    }
    await pause(1_000, signal);
  }
}

export function placeRandomOrder({ merchant, shop }: DemoSite, random: () => number): void {
  const products = [...merchant.products].sort(() => random() - 0.5).slice(0, 1 + Math.floor(random() * 3));
  shop.state.placeOrder({
    lines: products.map(({ sku }) => ({ sku, quantity: 1 + Math.floor(random() * 3) })),
  });
}

export function trackingNumber(random: () => number): string {
  return `PX${Math.floor(random() * 1e10)
    .toString()
    .padStart(10, '0')}`;
}

/** Two SKUs go into one parcel; what is left waits in the warehouse for the next. */
function firstParcel(units: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(units).slice(0, 2));
}

function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)] as T;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
