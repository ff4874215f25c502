import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pathOf } from './path-of';

/** What the build of the web application writes where a value of this request belongs. */
const NONCE_PLACEHOLDER = /__CSP_NONCE__/g;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** A file at the top or in assets/. No name begins with a dot or holds a slash, so no path leads elsewhere. */
const FILE_PATH = /^\/(assets\/)?([A-Za-z0-9_-][\w.-]*\.[a-z0-9]+)$/;
/** Names in assets/ hold a hash of the content, so what is at one of them never changes. */
const FOREVER = 'public, max-age=31536000, immutable';

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Crossdock</title>
<h1>The web application is not built</h1>
<p>Run <code>npm run build</code> and load this page again. The API below /api/v1 works without it.</p>
</html>
`;

/**
 * Serves a built web application: its files, and its page for every other path, so that the application can route by
 * path. The page may run nothing but what this server serves (Content-Security-Policy with a nonce per answer).
 * @param directory holds index.html and assets/; may be missing: then a page says how to build it
 */
export function staticFiles(directory: string): RequestListener {
  return (request, response) => void answer(directory, request, response);
}

async function answer(directory: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const pathname = pathOf(request);
  const [, folder = '', name] = FILE_PATH.exec(pathname) ?? [];
  if (name === undefined || name === 'index.html') return sendPage(directory, request, response);
  const content = await read(join(directory, folder, name));
  if (content === null) {
    send(request, response, 404, 'text/plain; charset=utf-8', 'There is no such file.\n');
    return;
  }
  response.setHeader('cache-control', folder === '' ? 'no-cache' : FOREVER);
  send(request, response, 200, CONTENT_TYPES[extname(name)] ?? 'application/octet-stream', content);
}

async function sendPage(
  directory: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const page = await read(join(directory, 'index.html'));
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-security-policy', contentSecurityPolicy(nonce));
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  const html = page === null ? NOT_BUILT : page.toString('utf8').replace(NONCE_PLACEHOLDER, nonce);
  send(request, response, page === null ? 503 : 200, 'text/html; charset=utf-8', html);
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** Null when there is no such file. */
async function read(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
