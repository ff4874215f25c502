import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { OPENAPI_PATH, pathOf, serviceForPath, type ServiceName } from '@crossdock/platform';
import type { OpenAPIObject } from '@nestjs/swagger';

/**
 * One server for five services: each `/api/v1` resource goes to its owner, by the same table as the ingress of a
 * cluster. `/<service>/health/ready`, `/<service>/metrics` and so on reach what each service shows at its own root. All
 * other paths belong to the web application.
 */
export function frontDoor(
  mounted: ReadonlyMap<ServiceName, Express>,
  openApi: () => OpenAPIObject,
  web: RequestListener,
): RequestListener {
  return (request, response) => {
    const pathname = pathOf(request);
    if (pathname === OPENAPI_PATH) return answerJson(response, 200, 'application/json', openApi());
    const owner = serviceForPath(pathname);
    if (owner) return handle(mounted.get(owner), request, response);
    const [, first = ''] = pathname.split('/');
    const direct = [...mounted].find(([service]) => service === first);
    if (direct) {
      request.url = request.url?.slice(first.length + 1);
      return handle(direct[1], request, response);
    }
    if (first === 'api') return handle(undefined, request, response);
    web(request, response);
  };
}

function handle(app: Express | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (app) return app(request, response);
  answerJson(response, 404, 'application/problem+json', {
    type: 'urn:crossdock:problem:not-found',
    title: 'Not found',
    status: 404,
    detail: 'There is nothing at this address. The API is below /api/v1.',
  });
}

function answerJson(response: ServerResponse, status: number, type: string, body: object): void {
  response.writeHead(status, { 'content-type': type });
  response.end(JSON.stringify(body));
}
