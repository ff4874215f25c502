import { TestVendor, type Fault } from '@crossdock/connector-host/testing';
import type { CartOrder } from '@crossdock/domain';

export { dropReply, gate, refuse, type Fault } from '@crossdock/connector-host/testing';

export interface Fulfilment {
  readonly id: string;
  readonly reference: string;
  readonly orderExternalId: string;
}

/** A shop. Its list has an entry per visible change; silent changes leave no entry. */
export class TestShop extends TestVendor {
  readonly fulfilments: Fulfilment[] = [];
  readonly stock = new Map<string, number>();
  readonly stockWrites: { sku: string; quantity: number }[] = [];
  readonly unknownSkus = new Set<string>();
  /** Most fulfilments of one order that were in the making at once. */
  mostAtOnce = 0;
  fulfilmentDelayMs = 0;
  private readonly byId = new Map<string, CartOrder>();
  private readonly log: string[] = [];
  private readonly making = new Map<string, number>();

  place(...orders: CartOrder[]): void {
    for (const order of orders) this.change(order);
  }

  /** The order appears in the list again. */
  change(order: CartOrder): void {
    this.byId.set(order.externalId, order);
    this.log.push(order.externalId);
  }

  changeSilently(order: CartOrder): void {
    this.byId.set(order.externalId, order);
  }

  protected override answer(operation: string, query: URLSearchParams, body: unknown): unknown {
    switch (operation) {
      case 'GET /orders': {
        const from = Number(query.get('from'));
        return this.ordersOf(this.log.slice(from, from + Number(query.get('limit'))));
      }
      case 'GET /orders/some':
        return this.ordersOf(query.getAll('id'));
      case 'POST /fulfilments':
        return this.fulfil(body as Omit<Fulfilment, 'id'>);
      case 'GET /fulfilments':
        return this.fulfilments.filter(({ reference }) => reference === query.get('reference'));
      case 'PUT /stock':
        return this.setStock(body as { sku: string; quantity: number }[]);
      default:
        return { name: 'Test shop' };
    }
  }

  private ordersOf(ids: readonly string[]): CartOrder[] {
    return ids.flatMap((id) => this.byId.get(id) ?? []);
  }

  private async fulfil(asked: Omit<Fulfilment, 'id'>): Promise<Fulfilment> {
    const atOnce = (this.making.get(asked.orderExternalId) ?? 0) + 1;
    this.making.set(asked.orderExternalId, atOnce);
    this.mostAtOnce = Math.max(this.mostAtOnce, atOnce);
    await new Promise((resolve) => setTimeout(resolve, this.fulfilmentDelayMs));
    this.making.set(asked.orderExternalId, atOnce - 1);
    const fulfilment = { ...asked, id: `F${this.fulfilments.length + 1}` };
    this.fulfilments.push(fulfilment);
    return fulfilment;
  }

  private setStock(updates: readonly { sku: string; quantity: number }[]): { sku: string; ok: boolean }[] {
    return updates.map(({ sku, quantity }) => {
      if (this.unknownSkus.has(sku)) return { sku, ok: false };
      this.stock.set(sku, quantity);
      this.stockWrites.push({ sku, quantity });
      return { sku, ok: true };
    });
  }
}

export const answerHtml: Fault = ({ response }) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>');
};

/** Sends its body a byte at a time and never ends. */
export const drip: Fault = ({ response }) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};

export const cutConnection: Fault = ({ response }) => {
  response.destroy();
};
