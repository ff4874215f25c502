import { ProblemError, type ConnectorHttp, type HttpRequest } from '@crossdock/connector-sdk';
import { request, type Dispatcher } from 'undici';
import type { VendureContext } from '../graphql';
import type { Credentials, Settings } from '../manifest';

export interface TestContext extends VendureContext {
  /** Operations sent so far, in order. */
  readonly sent: string[];
}

/** What a host lends to the connector, reduced to real HTTP and a session in memory. */
export function testContext(
  settings: Settings,
  credentials: Credentials = { username: 'hub', password: 'hub-password' },
  now: () => Date = () => new Date(),
): TestContext {
  const sent: string[] = [];
  let token: Promise<string> | null = null;
  return {
    credentials,
    settings,
    sent,
    clock: { now },
    http: plainHttp(sent),
    session: {
      token: (create) =>
        (token ??= create().catch((error: unknown) => {
          token = null;
          throw error;
        })),
      forget: () => {
        token = null;
      },
    },
  };
}

function plainHttp(sent: string[]): ConnectorHttp {
  return {
    async request({ method, url, headers = {}, body, operation, sideEffect }: HttpRequest) {
      sent.push(operation);
      let response: Dispatcher.ResponseData;
      try {
        response = await request(url, { method, headers, body: body ?? null });
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? '';
        throw new ProblemError(
          { kind: 'transient', code: 'no-answer', message: `There was no answer: ${code}.` },
          sideEffect && code !== 'ECONNREFUSED' ? 'unknown' : 'none',
        );
      }
      const text = await response.body.text();
      const entries = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
      return { status: response.statusCode, headers: Object.fromEntries(entries), text };
    },
  };
}
