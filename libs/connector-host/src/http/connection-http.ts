import {
  ProblemError,
  type ConnectorHttp,
  type HttpRequest,
  type HttpResponse,
} from '@crossdock/connector-sdk';
import type { TrafficBudget } from '../budgets/traffic-budget';
import type { CallGate } from './call-gate';
import type { CallLog } from './call-log';
import type { CallScope } from './call-scope';
import { ACCEPTED_ENCODINGS, BodyError, decodeBody } from './decode-body';
import { exchange, ExchangeError } from './exchange';
import { networkProblem } from './network-problems';
import type { OriginPools } from './origin-pools';
import { targetUrl } from './target-url';

/** Limits and sinks of one connection's calls. */
export interface ConnectionHttpParts {
  readonly pools: OriginPools;
  readonly gate: CallGate;
  readonly budget: TrafficBudget;
  readonly log: CallLog;
  /** Of one request. */
  readonly deadlineMs: number;
  readonly maxBodyBytes: number;
}

/** The connector's way out, for the length of one call of the host. */
export class ConnectionHttp implements ConnectorHttp {
  constructor(
    private readonly parts: ConnectionHttpParts,
    private readonly scope: CallScope,
  ) {}

  async request(request: HttpRequest): Promise<HttpResponse> {
    const url = targetUrl(request.url);
    return this.parts.gate.pass(async () => {
      await this.parts.budget.take(this.scope.remainingMs());
      return this.parts.log.around(request, url, () => this.send(request, url));
    });
  }

  private async send(request: HttpRequest, url: URL): Promise<HttpResponse> {
    const deadlineMs = Math.min(this.parts.deadlineMs, this.scope.remainingMs());
    if (deadlineMs <= 0) throw outOfTime();
    const maxBytes = this.parts.maxBodyBytes;
    try {
      const response = await exchange(
        this.parts.pools.poolFor(url.origin),
        {
          method: request.method,
          path: url.pathname + url.search,
          headers: {
            'user-agent': 'Crossdock',
            'accept-encoding': ACCEPTED_ENCODINGS,
            ...lowerCase(request),
          },
          body: request.body ?? null,
        },
        { deadlineMs, maxBytes },
      );
      if (request.sideEffect) this.scope.writeSent();
      const { status, headers } = response;
      return { status, headers, text: await decodeBody(response, maxBytes) };
    } catch (error) {
      if (!(error instanceof ExchangeError || error instanceof BodyError)) throw error;
      if (request.sideEffect && error instanceof ExchangeError && error.sent) this.scope.writeSent();
      throw networkProblem(error, url.host, request.sideEffect);
    }
  }
}

function lowerCase({ headers = {} }: HttpRequest): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function outOfTime(): ProblemError {
  return new ProblemError({
    kind: 'transient',
    code: 'out-of-time',
    message: 'There was no time left for this request.',
    fix: 'The server is slow, or its limits leave little room; the call is tried again.',
  });
}
