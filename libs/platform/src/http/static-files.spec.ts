import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staticFiles } from './static-files';

interface Answer {
  status: number;
  type: string | undefined;
  cache: string | undefined;
  policy: string | undefined;
  body: string;
}

describe('staticFiles', () => {
  const root = mkdtempSync(join(tmpdir(), 'crossdock-static-'));
  const directory = join(root, 'web');
  let server: Server;

  beforeAll(async () => {
    mkdirSync(join(directory, 'assets'), { recursive: true });
    writeFileSync(join(root, 'secret.txt'), 'secret');
    writeFileSync(join(directory, 'index.html'), '<script nonce="__CSP_NONCE__"></script>');
    writeFileSync(join(directory, 'icon.svg'), '<svg/>');
    writeFileSync(join(directory, 'assets', 'main-abc123.js'), 'run()');
    server = createServer(staticFiles(directory));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    rmSync(root, { recursive: true });
  });

  it('serves files with their type, and those named by content for a year', async () => {
    expect(await get('/assets/main-abc123.js')).toEqual({
      status: 200,
      type: 'text/javascript; charset=utf-8',
      cache: 'public, max-age=31536000, immutable',
      policy: undefined,
      body: 'run()',
    });
    expect(await get('/icon.svg')).toMatchObject({
      type: 'image/svg+xml',
      cache: 'no-cache',
      body: '<svg/>',
    });
  });

  it('serves the page for every other path, under a policy with a nonce of its own', async () => {
    const [first, second] = [await get('/orders/42?tab=lines'), await get('/')];
    expect([first.status, first.type, first.cache]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(first.policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(first.policy).not.toContain('unsafe');
    expect(nonce).not.toBe('__CSP_NONCE__');
    expect(second.body).not.toBe(first.body);
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
  ])('gives nothing from outside of its directory for %s', async (path) => {
    expect((await get(path)).body).not.toContain('secret');
  });

  it('says 404 for a file that is not there, and 405 for a method that changes something', async () => {
    expect((await get('/assets/gone.js')).status).toBe(404);
    expect((await get('/', 'POST')).status).toBe(405);
  });

  it('answers an address that is no URL', async () => {
    expect((await get('//')).status).toBe(200);
  });

  it('sends no body to HEAD', async () => {
    expect(await get('/icon.svg', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('says how to build what is not built', async () => {
    const bare = createServer(staticFiles(join(root, 'nowhere')));
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    const answer = await get('/', 'GET', bare);
    bare.close();
    expect(answer.status).toBe(503);
    expect(answer.body).toContain('npm run build');
  });

  /** Sends the path as it is; fetch would tidy it up first. */
  function get(path: string, method = 'GET', from = server): Promise<Answer> {
    const { port } = from.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, agent: false }, (reply) => {
        let body = '';
        reply.on('data', (chunk: Buffer) => (body += chunk.toString()));
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            type: reply.headers['content-type'],
            cache: reply.headers['cache-control'],
            policy: reply.headers['content-security-policy'] as string | undefined,
            body,
          }),
        );
      });
      sent.on('error', reject).end();
    });
  }
});
