import { setTimeout as sleep } from 'node:timers/promises';
import { HubApiError, type HubApi } from '@crossdock/api-client';
import { SYNC_FUNCTIONS, targetKindOf, type SyncFunction } from '@crossdock/domain';
import type { DemoMerchantIds } from '../../apps/all-in-one/src/demo/demo-account';
import type { DemoSite } from '../../apps/all-in-one/src/demo/demo-world';
import { agree, prove } from '../../apps/all-in-one/src/once/prove';
import type { Books } from '../../apps/all-in-one/src/once/books';
import { inTheEnd, isAway } from './patience';

/** How often each function that reads is started; the others follow by themselves. */
const READ_EVERY_MS: Partial<Record<SyncFunction, number>> = {
  'order-download': 600,
  'shipping-confirmations': 800,
  inventory: 4_000,
};
const SHIP_EVERY_MS = 300;

const WRITES = SYNC_FUNCTIONS.filter((fn) => !(fn in READ_EVERY_MS));

/** One merchant whose buyers buy and whose warehouse ships, at a hub that may be stopped or killed meanwhile. */
export class Traffic {
  private readonly abort = new AbortController();
  private loops: Promise<void>[] = [];
  private parcels = 0;

  constructor(
    private readonly api: HubApi,
    private readonly merchant: DemoMerchantIds,
    private readonly site: DemoSite,
    private readonly random: () => number,
  ) {}

  /** Reads begin and the warehouse ships what waits. */
  start(): void {
    const reads = Object.entries(READ_EVERY_MS) as [SyncFunction, number][];
    this.loops = [
      ...reads.map(([fn, ms]) => this.every(ms, () => this.press(fn))),
      this.every(SHIP_EVERY_MS, async () => this.ship()),
    ];
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await Promise.all(this.loops);
  }

  /** Orders of one to three lines, spread over the time. */
  async buy(orders: number, overMs: number): Promise<void> {
    const { products } = this.site.merchant;
    for (let n = 0; n < orders; n++) {
      const lines = [...products]
        .sort(() => this.random() - 0.5)
        .slice(0, 1 + Math.floor(this.random() * 3))
        .map(({ sku }) => ({ sku, quantity: 1 + Math.floor(this.random() * 3) }));
      this.site.shop.state.placeOrder({ lines });
      await sleep(overMs / orders);
    }
  }

  /** Waits until shop or warehouse takes a write: then messages about it are under way. */
  async nextWrite(timeoutMs: number): Promise<void> {
    const { shop, warehouse } = this.site;
    const writes = () => shop.state.accepted().length + warehouse.state.acceptedOrders();
    const before = writes();
    const deadline = Date.now() + timeoutMs;
    while (writes() === before && Date.now() < deadline) await sleep(2);
  }

  /** The shop sells nothing before it has stock. */
  async stockShop(): Promise<void> {
    await this.press('inventory');
    await inTheEnd('stock in the shop', async () => this.stockAgrees(), 30_000);
  }

  /**
   * Waits until everything that was bought is confirmed and all books agree, and returns them. Presses "run now" on
   * the way: a schedule whose run failed rests for a minute.
   */
  async settled(orders: number, timeoutMs: number): Promise<Books> {
    let books: Books | null = null;
    let states: string[] = [];
    const whole = async () => {
      for (const fn of WRITES) await this.press(fn);
      states = (await this.orders()).map(({ state }) => state).sort();
      if (states.filter((state) => state === 'confirmed').length < orders) return false;
      books = await prove(this.api, this.merchant, this.site);
      return agree(books);
    };
    await inTheEnd(`${orders} orders confirmed and books that agree`, whole, timeoutMs).catch(
      (error: Error) => {
        const found = JSON.stringify(books ?? states);
        throw new Error(`${error.message} Found ${found}`, { cause: error });
      },
    );
    return books as unknown as Books;
  }

  /** Starts a function unless it runs already or the hub is away. */
  async press(fn: SyncFunction): Promise<void> {
    const { merchantId, cartConnectionId } = this.merchant;
    const target = targetKindOf(fn) === 'merchant' ? merchantId : cartConnectionId;
    try {
      await this.api.post(`/schedules/${target}/${fn}/run`);
    } catch (error) {
      const runs = error instanceof HubApiError && error.status === 409;
      if (!runs && !isAway(error)) throw error;
    }
  }

  private orders(): Promise<{ state: string }[]> {
    return this.api.all('/orders', { merchantId: this.merchant.merchantId });
  }

  private stockAgrees(): boolean {
    const { shop, warehouse } = this.site;
    return warehouse.state.stock().every(({ sku, onHand }) => shop.state.stock(sku).saleable === onHand);
  }

  /** At most two SKUs go into one parcel; what is left waits for the next. */
  private ship(): void {
    const { state } = this.site.warehouse;
    for (const { reference, units } of state.waiting()) {
      if (reference === null)
        throw new Error('the warehouse holds a shipment without the reference of the hub');
      const parcel = Object.fromEntries(Object.entries(units).slice(0, 2));
      state.ship(reference, [{ tracking: `PX${String(++this.parcels).padStart(6, '0')}`, units: parcel }]);
    }
  }

  private async every(ms: number, act: () => Promise<void>): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      await act();
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    }
  }
}
