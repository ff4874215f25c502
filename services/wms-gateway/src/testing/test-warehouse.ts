import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WarehouseOrder {
  readonly id: string;
  readonly reference: string;
  readonly body: unknown;
  canceled: boolean;
}

/** What the warehouse does to the next request of a kind, once. */
export type Fault = (request: { respond: () => void; response: ServerResponse; reference: string }) => void;

/** A warehouse with an HTTP interface that takes the same order twice without a word. */
export class TestWarehouse {
  readonly orders: WarehouseOrder[] = [];
  readonly requests: string[] = [];
  readonly shipments: object[] = [];
  readonly stock: object[] = [];
  password = 'right';
  /** Look-ups that will not see an order yet, though it is there. */
  blindLookups = 0;
  private readonly faults = new Map<string, Fault[]>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Faults of one operation, such as `POST /orders`, used up one by one. */
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
    const body =
      chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as { reference: string }) : null;
    const respond = () => this.respond(operation, url, body, response);
    const fault = this.faults.get(operation)?.shift();
    if (fault) fault({ respond, response, reference: body?.reference ?? '' });
    else respond();
  }

  private respond(
    operation: string,
    { searchParams }: URL,
    body: { reference: string } | null,
    response: ServerResponse,
  ): void {
    const reference = body?.reference ?? searchParams.get('reference') ?? '';
    const from = Number(searchParams.get('from') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 100);
    switch (operation) {
      case 'POST /orders':
        return reply(response, 200, this.accept(reference, body));
      case 'GET /orders': {
        const visible = this.blindLookups <= 0;
        this.blindLookups -= 1;
        return reply(
          response,
          200,
          visible ? this.orders.filter((order) => order.reference === reference) : [],
        );
      }
      case 'POST /cancellations': {
        const order = this.orders.find((one) => one.reference === reference);
        if (order) order.canceled = true;
        return reply(response, 200, { verdict: order ? 'canceled' : 'absent' });
      }
      case 'GET /shipments':
        return reply(response, 200, this.shipments.slice(from, from + limit));
      case 'GET /stock':
        return reply(response, 200, this.stock.slice(from, from + limit));
      default:
        return reply(response, 200, { name: 'Test warehouse' });
    }
  }

  private accept(reference: string, body: unknown): WarehouseOrder {
    const order = { id: `W${this.orders.length + 1}`, reference, body, canceled: false };
    this.orders.push(order);
    return order;
  }
}

export function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** The order is taken, and the connection breaks before the answer. */
export const dropReply: Fault = ({ respond, response }) => {
  const silent = response.socket;
  response.writeHead = () => response;
  response.end = () => {
    silent?.destroy();
    return response;
  };
  respond();
};

/** Nothing happens and nothing is said. */
export const neverAnswer: Fault = () => undefined;

/** The order is taken, and the answer is a gateway's error page. */
export const acceptThenBadGateway: Fault = ({ respond, response }) => {
  const end = response.end.bind(response);
  response.writeHead = () => response;
  response.end = () => {
    response.statusCode = 502;
    return end('<html>Bad Gateway</html>');
  };
  respond();
};

export const refuse =
  (status: number): Fault =>
  ({ response }) =>
    reply(response, status, {});

/** A fault that holds the answer back until the test lets it go. */
export function gate(): { hold: Fault; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { hold: ({ respond }) => void opened.then(respond), open };
}
