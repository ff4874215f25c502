import { ProblemError, type HttpRequest, type HttpResponse } from '@crossdock/connector-sdk';
import { request } from 'undici';
import type { TrytonContext } from '../rpc';

export interface TestContext extends TrytonContext {
  /** Every call made, by method. */
  readonly calls: string[];
}

/** A connector's context over real HTTP without a host: no budgets, no retries, thirty seconds a call. */
export function testContext(
  settings: TrytonContext['settings'],
  credentials: TrytonContext['credentials'],
  now = () => new Date(),
): TestContext {
  const calls: string[] = [];
  let token: Promise<string> | null = null;
  return {
    calls,
    settings,
    credentials,
    clock: { now },
    session: {
      token: (create) => (token ??= create()),
      forget: () => {
        token = null;
      },
    },
    http: {
      request: (wanted) => {
        calls.push(wanted.operation);
        return send(wanted);
      },
    },
  };
}

async function send(wanted: HttpRequest): Promise<HttpResponse> {
  try {
    const response = await request(wanted.url, {
      method: wanted.method,
      headers: wanted.headers ?? {},
      body: wanted.body ?? null,
      headersTimeout: 30_000,
    });
    const headers = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
    return {
      status: response.statusCode,
      headers: Object.fromEntries(headers) as Record<string, string>,
      text: await response.body.text(),
    };
  } catch (error) {
    throw new ProblemError(
      { kind: 'transient', code: 'no-answer', message: `No answer: ${String(error)}` },
      wanted.sideEffect ? 'unknown' : 'none',
    );
  }
}
