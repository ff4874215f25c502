import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CartOrder } from '@crossdock/domain';

/** What the shop does to a request instead of answering at once. */
export type Fault = (request: { respond: () => void; response: ServerResponse }) => void;

export interface Fulfilment {
  readonly id: string;
  readonly reference: string;
  readonly orderExternalId: string;
}

/** A shop with an HTTP interface. Its list has an entry per visible change; silent changes leave no entry. */
export class TestShop {
  readonly requests: string[] = [];
  readonly fulfilments: Fulfilment[] = [];
  readonly stock = new Map<string, number>();
  readonly stockWrites: { sku: string; quantity: number }[] = [];
  readonly unknownSkus = new Set<string>();
  /** Most fulfilments of one order that were in the making at once. */
  mostAtOnce = 0;
  fulfilmentDelayMs = 0;
  password = 'right';
  private readonly byId = new Map<string, CartOrder>();
  private readonly log: string[] = [];
  private readonly faults = new Map<string, Fault[]>();
  private readonly making = new Map<string, number>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

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

  /** Faults of one operation, such as `GET /orders`, used up one by one. */
  failNext(operation: string, ...faults: Fault[]): void {
    this.faults.set(operation, [...(this.faults.get(operation) ?? []), ...faults]);
  }

  count(operation: string): number {
    return this.requests.filter((one) => one === operation).length;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', this.url);
    const operation = `${request.method} ${url.pathname}`;
    this.requests.push(operation);
    if (request.headers.authorization !== this.password) return reply(response, 401, {});
    const body: unknown = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : null;
    const respond = () => void this.respond(operation, url, body, response);
    const fault = this.faults.get(operation)?.shift();
    if (fault) fault({ respond, response });
    else respond();
  }

  private async respond(
    operation: string,
    { searchParams }: URL,
    body: unknown,
    response: ServerResponse,
  ): Promise<void> {
    switch (operation) {
      case 'GET /orders': {
        const from = Number(searchParams.get('from'));
        const ids = this.log.slice(from, from + Number(searchParams.get('limit')));
        return reply(response, 200, this.ordersOf(ids));
      }
      case 'GET /orders/some':
        return reply(response, 200, this.ordersOf(searchParams.getAll('id')));
      case 'POST /fulfilments':
        return reply(response, 200, await this.fulfil(body as Omit<Fulfilment, 'id'>));
      case 'GET /fulfilments': {
        const reference = searchParams.get('reference');
        return reply(
          response,
          200,
          this.fulfilments.filter((one) => one.reference === reference),
        );
      }
      case 'PUT /stock':
        return reply(response, 200, this.setStock(body as { sku: string; quantity: number }[]));
      default:
        return reply(response, 200, { name: 'Test shop' });
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

export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export const refuse =
  (status: number): Fault =>
  ({ response }) =>
    reply(response, status, {});

/** The request takes effect, and the connection breaks before the answer. */
export const dropReply: Fault = ({ respond, response }) => {
  const { socket } = response;
  response.writeHead = () => response;
  response.end = () => {
    socket?.destroy();
    return response;
  };
  respond();
};

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

/** A fault that holds the answer back until the test lets it go. */
export function gate(): { hold: Fault; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { hold: ({ respond }) => void opened.then(respond), open };
}
