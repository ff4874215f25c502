import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, FakeGraphqlError } from './answers';
import type { FakeFault } from './faults';
import type { FakeShopData } from './model';
import { UnknownEntityError } from './unknown-entity.error';
import { FakeShop, type FakeShopOptions } from './shop';

export interface VendureFakeOptions extends Partial<FakeShopOptions> {
  /** Where to listen on 127.0.0.1; any free port when left out. */
  port?: number;
  username?: string;
  password?: string;
  /** What an earlier fake remembered (`state.snapshot()`). */
  data?: FakeShopData;
}

export interface VendureFake {
  /** Address of the Admin API. */
  url: string;
  /** The shop, to act in as its buyers and staff do, and to look into. */
  state: FakeShop;
  /** Ends every session, as a restart of the shop does. */
  endSessions(): void;
  close(): Promise<void>;
}

interface GraphqlRequest {
  operationName: string;
  variables: Record<string, unknown>;
}

/** Starts a small Vendure in memory: the part of its Admin API that the hub uses, with its quirks. */
export async function startVendureFake(options: VendureFakeOptions = {}): Promise<VendureFake> {
  const { username = 'hub', password = 'hub-password', port = 0, data } = options;
  const { now = () => new Date(), codePrefix = 'VS', currencyCode = 'USD', paymentPageMs = 6400 } = options;
  const shop = new FakeShop({ now, codePrefix, currencyCode, paymentPageMs }, data);
  const sessions = new Map<string, string>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST' || request.url !== '/admin-api') return page(response, 404, 'Not found');
    const { operationName, variables } = JSON.parse(await readBody(request)) as GraphqlRequest;
    const fault = shop.faults.take(operationName);
    if (fault !== null && breakBefore(fault, request, response)) return;
    if (fault === 'end-session') sessions.clear();
    const user = sessions.get(bearer(request));
    if (operationName === 'HubLogin') {
      const right = variables['username'] === username && variables['password'] === password;
      const token = randomUUID();
      if (right) sessions.set(token, username);
      return json(response, { data: { login: right ? LOGGED_IN : WRONG_PASSWORD } }, right ? token : null);
    }
    const body = user === undefined ? FORBIDDEN : await graphql(operationName, variables, user);
    if (fault === 'drop-reply') request.socket.destroy();
    else if (fault === 'fail-after') page(response, 500, 'Internal Server Error');
    else if (fault === 'truncated') response.end(JSON.stringify(body).slice(0, 20));
    else json(response, body, null);
  }

  async function graphql(name: string, variables: Record<string, unknown>, user: string): Promise<object> {
    try {
      return { data: await answer(name, { shop, variables, user }) };
    } catch (error) {
      if (error instanceof FakeGraphqlError) return graphqlError(error.message, error.code);
      if (error instanceof UnknownEntityError) return graphqlError(error.message, 'ENTITY_NOT_FOUND');
      throw error;
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
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/admin-api`,
    state: shop,
    endSessions: () => sessions.clear(),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

/** Answers, or breaks, a request that must not take effect. Returns whether it did. */
function breakBefore(fault: FakeFault, request: IncomingMessage, response: ServerResponse): boolean {
  if (fault === 'drop-request') request.socket.destroy();
  else if (fault === 'fail') page(response, 500, 'Internal Server Error');
  else if (fault === 'refuse') page(response, 401, 'Unauthorized');
  else if (fault === 'html') page(response, 200, 'Down for maintenance');
  else return false;
  return true;
}

const LOGGED_IN = { __typename: 'CurrentUser', id: '1' };
const WRONG_PASSWORD = {
  __typename: 'InvalidCredentialsError',
  errorCode: 'INVALID_CREDENTIALS_ERROR',
  message: 'The provided credentials are invalid',
};
const FORBIDDEN = graphqlError('You are not currently authorized to perform this action', 'FORBIDDEN');

function graphqlError(message: string, code: string): object {
  return { errors: [{ message, extensions: { code } }], data: null };
}

function bearer(request: IncomingMessage): string {
  return (request.headers.authorization ?? '').replace(/^Bearer /, '');
}

function json(response: ServerResponse, body: object, token: string | null): void {
  response.setHeader('content-type', 'application/json');
  if (token !== null) response.setHeader('vendure-auth-token', token);
  response.end(JSON.stringify(body));
}

function page(response: ServerResponse, status: number, title: string): void {
  response.writeHead(status, { 'content-type': 'text/html' });
  response.end(`<!doctype html><title>${title}</title><h1>${title}</h1>`);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
