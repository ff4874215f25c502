import {
  parseJsonResponse,
  ProblemError,
  type ConnectorContext,
  type Effect,
  type HttpResponse,
} from '@crossdock/connector-sdk';
import { z } from 'zod';
import { normalisedUrl, type TrytonCredentials, type TrytonSettings } from './manifest';
import { problemOfError, problemOfTrytonStatus, userWithoutCompany } from './problems';
import { loginResult, preferences, rpcAnswer } from './wire';

export type TrytonContext = ConnectorContext<TrytonCredentials, TrytonSettings>;

/** Conditions in prefix form, as Tryton's search takes them. */
export type Domain = readonly unknown[];

/** Calls in the name of the connection's user and its company. Every call throws ProblemError. */
export interface TrytonRpc {
  readonly company: number;
  /** Calls a method that changes nothing. `more` is added to the user's own context. */
  read<S extends z.ZodType>(
    result: S,
    method: string,
    params: readonly unknown[],
    more?: Record<string, unknown>,
  ): Promise<z.output<S>>;
  /** Calls a method that changes something. Tryton does all of it or nothing. */
  write<S extends z.ZodType>(result: S, method: string, params: readonly unknown[]): Promise<z.output<S>>;
  /** Rows that fit, by id. A field such as `product.code` comes as `{ 'product.': { code } }`. */
  search<S extends z.ZodType>(row: S, search: Search): Promise<z.output<S>[]>;
}

export interface Search {
  model: string;
  domain: Domain;
  fields: readonly string[];
  limit?: number;
  order?: readonly (readonly [string, string])[];
  context?: Record<string, unknown>;
}

/** Logs in when there is no session yet, and asks for the user's own context. @throws ProblemError */
export async function connect(ctx: TrytonContext): Promise<TrytonRpc> {
  const own = await withSession(ctx, preferences, 'model.res.user.get_preferences', [true, {}], false);
  const { company } = own;
  if (company === undefined || company === null) throw new ProblemError(userWithoutCompany());
  const read: TrytonRpc['read'] = (result, method, params, more = {}) =>
    withSession(ctx, result, method, [...params, { ...own, ...more }], false);
  return {
    company,
    read,
    write: (result, method, params) => withSession(ctx, result, method, [...params, own], true),
    search: (row, { model, domain, fields, limit, order, context }) =>
      read(
        z.array(row),
        `model.${model}.search_read`,
        [domain, 0, limit ?? null, order ?? [['id', 'ASC']], fields],
        context,
      ),
  };
}

/** The server's version; needs no log-in. @throws ProblemError */
export async function serverVersion(ctx: TrytonContext): Promise<string> {
  const url = `${normalisedUrl(ctx.settings.url)}/`;
  const response = await post(ctx, url, null, 'common.server.version', [], false);
  return resultOf(z.string(), response, ctx, 'none');
}

async function withSession<S extends z.ZodType>(
  ctx: TrytonContext,
  result: S,
  method: string,
  params: readonly unknown[],
  sideEffect: boolean,
): Promise<z.output<S>> {
  const call = async () =>
    post(ctx, databaseUrl(ctx), await ctx.session.token(() => logIn(ctx)), method, params, sideEffect);
  let response = await call();
  if (response.status === 401) {
    // A session ends by itself after a while; the call was not carried out.
    ctx.session.forget();
    response = await call();
  }
  return resultOf(result, response, ctx, sideEffect ? 'unknown' : 'none');
}

/** A session, for Basic authentication would check the slow password hash on each call. */
async function logIn(ctx: TrytonContext): Promise<string> {
  const { user, password } = ctx.credentials;
  const params = [user, { password }, 'en'];
  const response = await post(ctx, databaseUrl(ctx), null, 'common.db.login', params, false);
  const [userId, key] = resultOf(loginResult, response, ctx, 'none');
  return `Session ${base64(`${user}:${userId}:${key}`)}`;
}

function post(
  ctx: TrytonContext,
  url: string,
  authorization: string | null,
  method: string,
  params: readonly unknown[],
  sideEffect: boolean,
): Promise<HttpResponse> {
  return ctx.http.request({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify({ id: 0, method, params }),
    operation: method,
    sideEffect,
  });
}

function resultOf<S extends z.ZodType>(
  schema: S,
  response: HttpResponse,
  ctx: TrytonContext,
  effect: Effect,
): z.output<S> {
  const refused = problemOfTrytonStatus(response, ctx.clock.now());
  if (refused !== null) throw new ProblemError(refused, refused.kind === 'transient' ? effect : 'none');
  const answer = parseJsonResponse(rpcAnswer, response, effect);
  if ('error' in answer) throw new ProblemError(problemOfError(answer.error), 'none');
  const { result } = parseJsonResponse(z.object({ result: schema }), response, effect) as {
    result: z.output<S>;
  };
  return result;
}

function databaseUrl(ctx: TrytonContext): string {
  return `${normalisedUrl(ctx.settings.url)}/${encodeURIComponent(ctx.settings.database)}/`;
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
