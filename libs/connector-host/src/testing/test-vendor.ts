import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reply, type Fault } from './faults';

/** A vendor with a JSON interface over HTTP. An operation is a method and a path, such as `GET /orders`. */
export abstract class TestVendor {
  /** The operation of each request so far, refused ones included. */
  readonly requests: string[] = [];
  /** Requests with another `authorization` header get a 401. */
  password = 'right';
  private readonly faults = new Map<string, Fault[]>();
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  /** Lets the operation take effect and gives the body of its answer. `body` is null when there was none. */
  protected abstract answer(operation: string, query: URLSearchParams, body: unknown): unknown;

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Faults of one operation, used up one by one. */
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
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const operation = `${request.method} ${pathname}`;
    this.requests.push(operation);
    if (request.headers.authorization !== this.password) return reply(response, 401, {});
    const body: unknown = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : null;
    const respond = async () => reply(response, 200, await this.answer(operation, searchParams, body));
    const fault = this.faults.get(operation)?.shift();
    if (fault) fault({ respond: () => void respond(), response });
    else await respond();
  }
}
