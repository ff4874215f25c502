import {
  createServer,
  request as forward,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a vendor's server: counts what comes, and can shut the vendor off. */
export class Gate {
  /**
   * - `open`: requests go through;
   * - `away`: connections break;
   * - `maintenance`: every answer is a web page with status 200.
   */
  mode: 'open' | 'away' | 'maintenance' = 'open';
  calls = 0;

  private constructor(
    private readonly server: Server,
    private target: URL,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) =>
      this.pass(request, response),
    );
  }

  /** @param target an address of the vendor; its path is kept */
  static async start(target: string): Promise<Gate> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Gate(server, new URL(target));
  }

  /** The vendor's address by way of this gate. */
  get url(): string {
    const { port } = this.server.address() as AddressInfo;
    const path = this.target.pathname === '/' ? '' : this.target.pathname;
    return `http://127.0.0.1:${port}${path}`;
  }

  /** From now on another server answers. */
  leadTo(target: string): void {
    this.target = new URL(target);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(request: IncomingMessage, response: ServerResponse): void {
    this.calls += 1;
    if (this.mode === 'away') return void request.socket.destroy();
    if (this.mode === 'maintenance') {
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<!doctype html><title>Back soon</title><h1>We are back soon</h1>');
    }
    const { method, headers, url } = request;
    const onward = forward(
      { host: this.target.hostname, port: this.target.port, method, path: url, headers },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  }
}
