import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { request as ask } from 'undici';
import {
  mergeOpenApi,
  OPENAPI_PATH,
  pathOf,
  SERVICE_NAMES,
  serviceForPath,
  staticFiles,
  type ServiceName,
} from '@crossdock/platform';

/**
 * Stands in for the ingress of a cluster where the five services run as separate processes on one machine: sends
 * each `/api/v1` resource to the service that owns it, in turn to each of its replicas, and serves the web application.
 *
 * Environment: PORT, HOST, and UPSTREAMS = `accounts=http://127.0.0.1:4001|http://127.0.0.1:4101,scheduler=...`.
 */
const upstreams = parseUpstreams(process.env['UPSTREAMS'] ?? '');
const web = staticFiles(join(process.cwd(), 'dist', 'web'));
const turn = new Map<ServiceName, number>();

const server = createServer((request, response) => {
  const pathname = pathOf(request);
  if (pathname === OPENAPI_PATH) return void answerOpenApi(response);
  if (pathname !== '/api' && !pathname.startsWith('/api/')) return web(request, response);
  const service = serviceForPath(pathname);
  const addresses = service ? upstreams.get(service) : undefined;
  if (!service || !addresses) return answer(response, 404, 'not-found', 'There is nothing at this address.');
  const next = (turn.get(service) ?? 0) % addresses.length;
  turn.set(service, next + 1);
  pass(request, response, new URL(addresses[next] as string));
});

server.listen(Number(process.env['PORT'] ?? 4000), process.env['HOST'] ?? '127.0.0.1', () => {
  console.log('The front door is open.');
});
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => server.close(() => process.exit(0)));

function pass(request: IncomingMessage, response: ServerResponse, upstream: URL): void {
  const onward = forward(
    {
      host: upstream.hostname,
      port: upstream.port,
      method: request.method,
      path: request.url,
      headers: { ...request.headers, connection: 'close' },
    },
    (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(response);
    },
  );
  onward.on('error', () =>
    answer(response, 502, 'service-away', 'The service does not answer. Try again shortly.'),
  );
  request.pipe(onward);
}

async function answerOpenApi(response: ServerResponse): Promise<void> {
  try {
    const documents = await Promise.all(
      [...upstreams].map(async ([service, [address]]) => {
        const { body } = await ask(`${address}/api/v1/openapi/${service}.json`);
        return [service, (await body.json()) as OpenAPIObject] as const;
      }),
    );
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(mergeOpenApi(Object.fromEntries(documents))));
  } catch {
    answer(response, 502, 'service-away', 'A service does not answer. Try again shortly.');
  }
}

function answer(response: ServerResponse, status: number, type: string, title: string): void {
  if (response.headersSent) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `urn:crossdock:problem:${type}`, title, status }));
}

function parseUpstreams(text: string): Map<ServiceName, string[]> {
  const parsed = new Map<ServiceName, string[]>();
  for (const entry of text.split(',')) {
    const [name = '', addresses = ''] = entry.split('=');
    const service = SERVICE_NAMES.find((known) => known === name);
    if (service) parsed.set(service, addresses.split('|'));
  }
  const missing = SERVICE_NAMES.filter((service) => !parsed.has(service));
  if (missing.length > 0) {
    console.error(
      `UPSTREAMS names no address for ${missing.join(', ')}; give accounts=http://127.0.0.1:4001,...`,
    );
    process.exit(1);
  }
  return parsed;
}
