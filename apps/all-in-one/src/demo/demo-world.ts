import {
  startTrytonFake,
  startVendureFake,
  type FakeShopData,
  type TrytonFake,
  type TrytonFakeData,
  type VendureFake,
} from '@crossdock/connectors/fakes';
import { DEMO_MERCHANTS, type DemoMerchant } from './demo-merchants';

/** Log-ins of the demo's shops and warehouses: fakes on the loopback interface, nothing to protect. */
export const SHOP_LOGIN = { username: 'hub', password: 'hub-password' } as const;
export const WAREHOUSE_LOGIN = { user: 'hub', password: 'hub-password' } as const;

/** One merchant's outer world: a shop and a warehouse. */
export interface DemoSite {
  merchant: DemoMerchant;
  shop: VendureFake;
  warehouse: TrytonFake;
}

export interface DemoSiteMemory {
  shopPort: number;
  shop: FakeShopData;
  warehousePort: number;
  warehouse: TrytonFakeData;
}

/** What the outer world remembers over a restart, by merchant. Plain JSON. */
export type DemoMemory = Record<string, DemoSiteMemory>;

/** The demo's shops and warehouses, as small fakes of Vendure and Tryton over HTTP. */
export class DemoWorld {
  private constructor(readonly sites: readonly DemoSite[]) {}

  static async start(memory: DemoMemory = {}): Promise<DemoWorld> {
    const sites: DemoSite[] = [];
    for (const merchant of DEMO_MERCHANTS) sites.push(await startSite(merchant, memory[merchant.key]));
    return new DemoWorld(sites);
  }

  site(key: string): DemoSite {
    const site = this.sites.find(({ merchant }) => merchant.key === key);
    if (!site) throw new RangeError(`the demo has no merchant "${key}"`);
    return site;
  }

  memory(): DemoMemory {
    return Object.fromEntries(
      this.sites.map(({ merchant, shop, warehouse }) => [
        merchant.key,
        {
          shopPort: portOf(shop.url),
          shop: shop.state.snapshot(),
          warehousePort: portOf(warehouse.url),
          warehouse: warehouse.state.snapshot(),
        },
      ]),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.sites.flatMap(({ shop, warehouse }) => [shop.close(), warehouse.close()]));
  }
}

async function startSite(merchant: DemoMerchant, memory: DemoSiteMemory | undefined): Promise<DemoSite> {
  const shopOptions = { codePrefix: merchant.codePrefix, ...SHOP_LOGIN };
  const warehouseOptions = { warehouseCode: merchant.warehouseCode, ...WAREHOUSE_LOGIN };
  if (memory) {
    return {
      merchant,
      shop: await onPort(memory.shopPort, (port) =>
        startVendureFake({ ...shopOptions, port, data: memory.shop }),
      ),
      warehouse: await onPort(memory.warehousePort, (port) =>
        startTrytonFake({ ...warehouseOptions, port, data: memory.warehouse }),
      ),
    };
  }
  const site = {
    merchant,
    shop: await startVendureFake(shopOptions),
    warehouse: await startTrytonFake(warehouseOptions),
  };
  for (const { sku, name, price, stock } of merchant.products) {
    // The shop knows nothing of the stock yet: the hub brings it.
    site.shop.state.addProduct({ sku, name, price, stockOnHand: 0 });
    site.warehouse.state.addProduct({ sku, name, stockOnHand: stock });
  }
  return site;
}

/** Starts on the port of last time, or on a free one when somebody else has it now. */
async function onPort<T>(port: number, start: (port: number) => Promise<T>): Promise<T> {
  try {
    return await start(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return start(0);
  }
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
