import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { pathOf, serviceForPath, type ServiceName } from '@crossdock/platform';
import { json, type Answer, type Answers } from './operations';

/**
 * One server for five services: each `/api/v1` resource goes to its owner, by the same table as the ingress of a
 * cluster. `/<service>/health/ready`, `/<service>/metrics` and so on reach what each service shows at its own root. All
 * other paths belong to the web application.
 * @param own paths that are answered here
 */
export function frontDoor(
  mounted: ReadonlyMap<ServiceName, Express>,
  own: Answers,
  web: RequestListener,
): RequestListener {
  return (request, response) => {
    const pathname = pathOf(request);
    const answer = own.get(pathname);
    if (answer) return void answer().then(send(response), failWith(response));
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
  const detail = 'There is nothing at this address. The API is below /api/v1.';
  send(response)(
    json(404, { type: 'urn:crossdock:problem:not-found', title: 'Not found', status: 404, detail }),
  );
}

function failWith(response: ServerResponse): (error: unknown) => void {
  return (error) => {
    console.error(error);
    const detail = 'Try again. When it stays, look into the output of the hub.';
    const title = 'Something failed on our side';
    send(response)(json(500, { type: 'urn:crossdock:problem:internal', title, status: 500, detail }));
  };
}

function send(response: ServerResponse): (answer: Answer) => void {
  return ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body);
}
