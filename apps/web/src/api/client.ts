import createClient from 'openapi-fetch';
import { ApiProblem, problemOf } from './problem';
import type { components, paths } from './schema';
import { Session } from './session';

export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export const session = new Session();

/** The API, typed by its document. Use it with {@link answered}. */
export const api = createClient<paths>({ fetch: authorized });

/** What a call answered. @throws ApiProblem with what the API said */
export async function answered<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw new ApiProblem(problemOf(error, response.status));
  return data as T;
}

/** Every item of a list, over all its pages. */
export async function everyItem<T>(
  page: (cursor: string | undefined) => Promise<{ items: T[]; next: string | null }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    items.push(...answer.items);
    cursor = answer.next ?? undefined;
  } while (cursor !== undefined);
  return items;
}

/** Sends a request in the name of who is logged in; once more with a new token when the old one is refused. */
async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(withToken(request, await session.accessToken()));
  if (response.status !== 401) return response;
  const token = await session.renew();
  return token === null ? response : fetch(withToken(again, token));
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}
