import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { ProblemError, type HttpRequest } from '@crossdock/connector-sdk';
import { freePort } from '@crossdock/platform/testing';
import { noBudget } from '../budgets/traffic-budget';
import { CallGate } from './call-gate';
import { CallScope } from './call-scope';
import { ConnectionHttp } from './connection-http';
import { OriginPools } from './origin-pools';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

describe('the HTTP that a connector gets', () => {
  let server: Server;
  let url: string;
  let answer: Answer;
  let requests: number;
  const pools = new OriginPools({ connectTimeoutMs: 1_000 });
  const log = { around: (_: unknown, __: unknown, send: () => Promise<never>) => send() };

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      request.resume().on('end', () => answer(response, request));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/path?q=1`;
  });
  beforeEach(() => {
    requests = 0;
  });
  afterAll(async () => {
    await pools.onApplicationShutdown();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const http = (scope = new CallScope(10_000), deadlineMs = 250) =>
    new ConnectionHttp(
      { pools, gate: new CallGate(4), budget: noBudget, log, deadlineMs, maxBodyBytes: 10_000 },
      scope,
    );
  const ask = (request: Partial<HttpRequest> = {}, client = http()) =>
    client.request({ method: 'GET', url, operation: 'test', sideEffect: false, ...request });
  const failure = async (request: Partial<HttpRequest> = {}, client = http()) => {
    const error: unknown = await ask(request, client).catch((thrown: unknown) => thrown);
    if (!(error instanceof ProblemError)) throw new Error('It did not fail as expected.');
    const { kind, code } = error.problem;
    return { kind, code, effect: error.effect };
  };
  const write = { method: 'POST', body: '{}', sideEffect: true } as const;

  it('sends what it is told and returns answers of every status', async () => {
    answer = (response, { method, url: path, headers }) => {
      response.writeHead(404, { 'X-Thing': 'a', 'content-type': 'text/plain' });
      response.end(`${method} ${path} ${headers['x-key']}`);
    };
    expect(await ask({ headers: { 'X-Key': 'k' } })).toMatchObject({
      status: 404,
      headers: { 'x-thing': 'a', 'content-type': 'text/plain' },
      text: 'GET /path?q=1 k',
    });
  });

  it('follows no redirect', async () => {
    answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await ask()).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
    expect(requests).toBe(1);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('inflates %s', async (encoding, compress) => {
    answer = (response) => response.writeHead(200, { 'content-encoding': encoding }).end(compress('Grüße'));
    expect(await ask()).toMatchObject({ text: 'Grüße' });
  });

  it('reads the charset that the answer names, and UTF-8 when it names none or one that nobody knows', async () => {
    const texts: string[] = [];
    for (const type of ['text/plain; charset=iso-8859-1', 'text/plain', 'text/plain; charset=klingon']) {
      answer = (response) =>
        response
          .writeHead(200, { 'content-type': type })
          .end(Buffer.from('Grüße', type.includes('8859') ? 'latin1' : 'utf8'));
      texts.push((await ask()).text);
    }
    expect(texts).toEqual(['Grüße', 'Grüße', 'Grüße']);
  });

  it('stops at the size cap, before and after inflating', async () => {
    answer = (response) => response.writeHead(200).end(Buffer.alloc(20_000, 'x'));
    const plain = await failure();
    answer = (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
    const bomb = await failure();
    const expected = { kind: 'transient', code: 'answer-too-large', effect: 'none' };
    expect([plain, bomb]).toEqual([expected, expected]);
  });

  it('does not wait for ever: the deadline covers the last byte of the body', async () => {
    answer = (response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    const started = Date.now();
    expect(await failure()).toEqual({ kind: 'transient', code: 'timed-out', effect: 'none' });
    expect(Date.now() - started).toBeLessThan(2_000);
  });

  it.each<[string, string, Answer]>([
    ['never answers', 'timed-out', () => undefined],
    ['cuts the connection', 'connection-lost', (response) => response.destroy()],
    [
      'cuts its answer short',
      'connection-lost',
      (response) => {
        response.writeHead(200, { 'content-length': '100' }).write('half');
        setTimeout(() => response.destroy(), 20);
      },
    ],
    [
      'sends damaged gzip',
      'answer-unreadable',
      (r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end('no'),
    ],
    [
      'compresses in a way we do not know',
      'answer-unreadable',
      (r) => r.writeHead(200, { 'content-encoding': 'z9' }).end('?'),
    ],
  ])('leaves the outcome of a write unknown when the server %s', async (_, code, fault) => {
    answer = fault;
    expect(await failure(write)).toEqual({ kind: 'transient', code, effect: 'unknown' });
    expect(await failure()).toEqual({ kind: 'transient', code, effect: 'none' });
  });

  it('is sure that nothing was written when there is no connection', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}/`;
    expect(await failure({ ...write, url: nobody })).toEqual({
      kind: 'transient',
      code: 'connection-refused',
      effect: 'none',
    });
    expect(await failure({ ...write, url: 'http://shop.invalid/' })).toMatchObject({ effect: 'none' });
  });

  it('speaks of a certificate when that is the trouble', async () => {
    const tls = url.replace('http:', 'https:');
    expect(await failure({ ...write, url: tls })).toMatchObject({ code: 'tls-failed', effect: 'none' });
  });

  it.each(['shop', 'ftp://shop.example/', 'http://user:password@shop.example/', 'file:///etc/passwd'])(
    'refuses the address %s',
    async (bad) => {
      expect(await failure({ url: bad })).toEqual({
        kind: 'misconfigured',
        code: 'bad-address',
        effect: 'none',
      });
    },
  );

  it('sends nothing any more once the time of the call is over', async () => {
    answer = (response) => response.end('late');
    const scope = new CallScope(30);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(await failure(write, http(scope))).toEqual({
      kind: 'transient',
      code: 'out-of-time',
      effect: 'none',
    });
    expect([requests, scope.writesSent]).toEqual([0, 0]);
  });

  it('counts the writes that may have arrived', async () => {
    const scope = new CallScope(10_000);
    answer = (response) => response.end('ok');
    await ask(write, http(scope));
    await ask({}, http(scope));
    answer = (response) => response.destroy();
    await failure(write, http(scope));
    await failure({ ...write, url: `http://127.0.0.1:${await freePort()}/` }, http(scope));
    expect(scope.writesSent).toBe(2);
  });

  it('has at most the allowed number of calls in flight', async () => {
    let inFlight = 0;
    let most = 0;
    answer = (response) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setTimeout(() => {
        inFlight -= 1;
        response.end('ok');
      }, 20);
    };
    const client = http(new CallScope(10_000), 5_000);
    await Promise.all(Array.from({ length: 12 }, () => ask({}, client)));
    expect(most).toBe(4);
  });
});
