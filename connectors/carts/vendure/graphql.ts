import { assertOk, parseJsonResponse, ProblemError, type ConnectorContext } from '@crossdock/connector-sdk';
import type { HttpResponse } from '@crossdock/connector-sdk';
import { z } from 'zod';
import { adminApiUrl } from './address';
import type { Credentials, Settings } from './manifest';
import { errorOf, isForbidden } from './problems';
import { graphqlErrors, loginResult, type GraphqlError } from './wire';

export type VendureContext = ConnectorContext<Credentials, Settings>;

/** One GraphQL document with the shape of its answer. */
export interface Operation<Data extends z.ZodType = z.ZodType> {
  /** The document's operation name. */
  name: string;
  document: string;
  data: Data;
  /** For metrics and logs. */
  label: string;
  sideEffect: boolean;
}

const LOGIN: Operation<typeof loginResult> = {
  name: 'HubLogin',
  document: /* GraphQL */ `
    mutation HubLogin($username: String!, $password: String!) {
      login(username: $username, password: $password) {
        __typename
        ... on CurrentUser {
          id
        }
        ... on ErrorResult {
          errorCode
          message
        }
      }
    }
  `,
  data: loginResult,
  label: 'login',
  sideEffect: false,
};
export const loginOperation: Operation = LOGIN;

/**
 * Runs one operation, logging in when there is no session and once more when the session has ended: Vendure answers
 * a dead session and a missing permission alike, with HTTP 200 and the code FORBIDDEN.
 * @throws ProblemError
 */
export async function execute<Data extends z.ZodType>(
  ctx: VendureContext,
  operation: Operation<Data>,
  variables: Record<string, unknown>,
): Promise<z.output<Data>> {
  const first = await send(ctx, operation, variables, await ctx.session.token(() => logIn(ctx)));
  if (first.errors === null || !isForbidden(first.errors)) return dataOf(first, operation);
  ctx.session.forget();
  return dataOf(await send(ctx, operation, variables, await ctx.session.token(() => logIn(ctx))), operation);
}

async function logIn(ctx: VendureContext): Promise<string> {
  const { username, password } = ctx.credentials;
  const answer = await send(ctx, LOGIN, { username, password }, null);
  const { login } = dataOf(answer, LOGIN);
  if (login.__typename === 'InvalidCredentialsError')
    throw new ProblemError({
      kind: 'auth',
      code: 'credentials-refused',
      message: 'Vendure does not know this user name and password.',
      fix: 'Enter the identifier and password of an active administrator.',
    });
  if (login.__typename !== 'CurrentUser')
    throw new ProblemError({
      kind: 'misconfigured',
      code: 'login-not-offered',
      message: `Vendure refused to log in: ${login.message ?? login.errorCode ?? login.__typename}`,
      fix: 'Enable the native authentication strategy of the Admin API.',
    });
  const token = answer.response.headers['vendure-auth-token'];
  if (token === undefined || token === '')
    throw new ProblemError({
      kind: 'misconfigured',
      code: 'bearer-tokens-off',
      message: 'Vendure logged in but gave no bearer token.',
      fix: "Add 'bearer' to authOptions.tokenMethod in the shop's configuration, and keep the header vendure-auth-token.",
    });
  return token;
}

interface Answer<Data> {
  data: Data | null;
  errors: GraphqlError[] | null;
  response: HttpResponse;
}

async function send<Data extends z.ZodType>(
  ctx: VendureContext,
  operation: Operation<Data>,
  variables: Record<string, unknown>,
  token: string | null,
): Promise<Answer<z.output<Data>>> {
  const { channelToken } = ctx.settings;
  const response = await ctx.http.request({
    method: 'POST',
    url: adminApiUrl(ctx.settings),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(channelToken === undefined ? {} : { 'vendure-token': channelToken }),
    },
    body: JSON.stringify({ operationName: operation.name, query: operation.document, variables }),
    operation: operation.label,
    sideEffect: operation.sideEffect,
  });
  // Apollo answers a document it cannot run with status 400 and a list of errors that says more than the status.
  if (response.status !== 400) assertOk(response, ctx.clock.now(), operation.sideEffect);
  const body = parseJsonResponse(
    z.object({ data: operation.data.nullish(), errors: graphqlErrors.optional() }),
    response,
    operation.sideEffect ? 'unknown' : 'none',
  );
  return {
    data: (body.data as z.output<Data> | null | undefined) ?? null,
    errors: body.errors === undefined || body.errors.length === 0 ? null : body.errors,
    response,
  };
}

function dataOf<Data extends z.ZodType>(
  answer: Answer<z.output<Data>>,
  operation: Operation<Data>,
): z.output<Data> {
  if (answer.errors !== null) throw errorOf(answer.errors, operation.sideEffect);
  if (answer.data === null)
    throw new ProblemError(
      {
        kind: 'unexpected',
        code: 'empty-answer',
        message: `Vendure answered ${operation.label} without data and without an error.`,
      },
      operation.sideEffect ? 'unknown' : 'none',
    );
  return answer.data;
}
