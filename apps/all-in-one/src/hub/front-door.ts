import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { serviceForPath, type ServiceName } from '@crossdock/platform';

/**
 * One server for five services: each `/api/v1` resource goes to its owner, by the same table as the ingress of a
 * cluster. `/<service>/health/ready`, `/<service>/metrics` and so on reach what each service shows at its own root.
 */
export function frontDoor(mounted: ReadonlyMap<ServiceName, Express>): RequestListener {
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://hub');
    const owner = serviceForPath(pathname);
    if (owner) return handle(mounted.get(owner), request, response);
    const [, first = ''] = pathname.split('/');
    const direct = [...mounted].find(([service]) => service === first);
    if (direct) {
      request.url = request.url?.slice(first.length + 1);
      return handle(direct[1], request, response);
    }
    handle(undefined, request, response);
  };
}

function handle(app: Express | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (app) return app(request, response);
  response.writeHead(404, { 'content-type': 'application/problem+json' });
  response.end(
    JSON.stringify({
      type: 'urn:crossdock:problem:not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at this address. The API is below /api/v1.',
    }),
  );
}
