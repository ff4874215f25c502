import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type Call } from './methods';
import type { TrytonFakeData } from './tables';
import { HttpFault, TrytonFault } from './tryton-fault';
import { FakeWarehouse } from './warehouse';

export interface TrytonFakeOptions {
  /** Where to listen on 127.0.0.1; any free port when left out. */
  port?: number;
  database?: string;
  user?: string;
  password?: string;
  warehouseCode?: string;
  companyName?: string;
  now?: () => Date;
  /** What an earlier fake remembered (`state.snapshot()`). */
  data?: TrytonFakeData;
}

export interface TrytonFake {
  /** Address of the server, without the database. */
  url: string;
  database: string;
  /** The warehouse, to work in and to look into. */
  state: FakeWarehouse;
  /** Ends every session, as a restart of Tryton does. */
  endSessions(): void;
  close(): Promise<void>;
}

const VERSION = '6.0.29';
const MAINTENANCE = new HttpFault(200, '<!doctype html><title>Down for maintenance</title>');

/** Starts a small Tryton in memory: the part of its interface that the hub uses, with its quirks. */
export async function startTrytonFake(options: TrytonFakeOptions = {}): Promise<TrytonFake> {
  const { port = 0, database = 'wms', user = 'hub', password = 'hub-password', data } = options;
  const { warehouseCode = 'WH', companyName = 'North Dock Warehousing', now = () => new Date() } = options;
  const warehouse = new FakeWarehouse(now, warehouseCode, companyName, data);
  const sessions = new Set<string>();

  function logIn([name, given]: unknown[]): [number, string] {
    if (name !== user || (given as { password?: unknown }).password !== password)
      throw HttpFault.badPassword();
    const key = randomBytes(16).toString('hex');
    sessions.add(`${user}:2:${key}`);
    return [2, key];
  }

  function resultOf(request: IncomingMessage, call: Call): unknown {
    if (request.url === '/' && call.method === 'common.server.version') return VERSION;
    if (request.url !== `/${database}/`) throw HttpFault.notFound();
    if (call.method === 'common.db.login') return logIn(call.params);
    if (!sessions.has(sessionOf(request))) throw HttpFault.noSession();
    return answer(warehouse, now, call);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, ...call } = JSON.parse(await readBody(request)) as Call & { id: number };
    const fault = warehouse.faults.take(call.method);
    try {
      if (fault === 'drop-request') return void request.socket.destroy();
      if (fault === 'fail') throw HttpFault.internal();
      if (fault === 'html') throw MAINTENANCE;
      if (fault === 'end-session') sessions.clear();
      if (fault === 'truncated') return void response.end('{"id":1,"resu');
      const result = resultOf(request, call);
      if (fault === 'drop-reply') request.socket.destroy();
      else if (fault === 'fail-after') throw HttpFault.internal();
      else json(response, { id, result });
    } catch (error) {
      if (error instanceof TrytonFault) json(response, { id, error: error.args });
      else if (error instanceof HttpFault) page(response, error);
      else throw error;
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    database,
    state: warehouse,
    endSessions: () => sessions.clear(),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

function sessionOf(request: IncomingMessage): string {
  const [, token = ''] = /^Session (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  return Buffer.from(token, 'base64').toString('utf8');
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function page(response: ServerResponse, { status, html }: HttpFault): void {
  const type = html === '' ? 'text/plain' : 'text/html';
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` });
  response.end(html);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
