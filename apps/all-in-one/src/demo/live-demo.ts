import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, HubApi } from '@crossdock/api-client';
import type { StopSignal } from '../stop-signal';
import { LIVE_PLANS, makeDemoAccount, moveConnections, type DemoAccount } from './demo-account';
import { buyersLive, warehousesLive } from './demo-life';
import { shopSellsStock } from './demo-goals';
import { DemoStore } from './demo-store';
import { DemoWorld } from './demo-world';
import { narrateRuns } from './narrator';
import { runNow } from './runs';

const SAVE_EVERY_MS = 5_000;

/**
 * The demo: a 3PL with two merchants, their shops with a stream of new orders, and a warehouse that ships what it
 * receives. What the shops and the warehouse know is kept over a restart, as the hub's data is.
 */
export class LiveDemo {
  private constructor(
    private readonly store: DemoStore,
    private readonly world: DemoWorld,
    private readonly known: DemoAccount | null,
  ) {}

  /** Opens the shops and the warehouse: before the hub starts, which may want to read them at once. */
  static async open(dataDirectory: string): Promise<LiveDemo> {
    const store = new DemoStore(dataDirectory);
    const state = store.load();
    return new LiveDemo(store, await DemoWorld.start(state?.memory), state?.account ?? null);
  }

  /** Buyers buy, the warehouse ships, and what moves is told, until somebody stops it. */
  async run(url: string, { signal }: StopSignal): Promise<void> {
    const account = this.known ?? (await makeDemoAccount(url, this.world, LIVE_PLANS));
    const save = (endedCleanly: boolean) =>
      this.store.save({ account, memory: this.world.memory(), endedCleanly });
    save(false);
    const api = new HubApi(url, account);
    try {
      if (this.known) await moveConnections(api, account, this.world);
      else await this.fillShops(api, account);
      console.log(`  Demo 3PL     ${account.email}, password ${account.password}`);
      console.log('  What moves   (Ctrl-C stops)');
      const names = new Map(
        account.merchants.map(({ key, merchantId }) => [merchantId, this.world.site(key).merchant.name]),
      );
      await Promise.all([
        buyersLive(this.world, Math.random, signal),
        warehousesLive(this.world, Math.random, signal),
        narrateRuns(api, names, (line) => console.log(line), signal),
        repeatedly(() => save(false), signal),
      ]);
      save(true);
    } finally {
      await api.close();
    }
  }

  /** The shops begin without stock: nobody shall buy before the warehouse's reaches them. */
  private async fillShops(api: HubApi, { merchants }: DemoAccount): Promise<void> {
    for (const merchant of merchants) await runNow(api, merchant, 'inventory');
    await eventually('the stock of the warehouse in the shops', async () =>
      this.world.sites.every(shopSellsStock),
    );
  }

  close(): Promise<void> {
    return this.world.close();
  }
}

async function repeatedly(act: () => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sleep(SAVE_EVERY_MS, undefined, { signal }).catch(() => undefined);
    act();
  }
}
