import { Inject, Injectable, Logger } from '@nestjs/common';
import { ProblemError, type HttpRequest, type HttpResponse } from '@crossdock/connector-sdk';
import { Metrics } from '@crossdock/platform';

/** Where requests to vendors are counted and, at level debug, written down: never a header, a query or a body. */
export interface CallLog {
  around(request: HttpRequest, url: URL, send: () => Promise<HttpResponse>): Promise<HttpResponse>;
}

@Injectable()
export class CallLogs {
  private readonly logger = new Logger('ConnectorHttp');
  private readonly requests;
  private readonly seconds;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.requests = metrics.counter({
      name: 'crossdock_connector_requests_total',
      help: 'Requests to vendors; the outcome is the class of the status, or the code of the problem without one',
      labelNames: ['connector', 'operation', 'outcome'] as const,
    });
    this.seconds = metrics.histogram({
      name: 'crossdock_connector_request_duration_seconds',
      help: 'Time from sending a request to the last byte of its answer',
      labelNames: ['connector', 'operation'] as const,
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    });
  }

  for(connector: string): CallLog {
    return { around: (request, url, send) => this.around(connector, request, url, send) };
  }

  private async around(
    connector: string,
    { method, operation }: HttpRequest,
    url: URL,
    send: () => Promise<HttpResponse>,
  ): Promise<HttpResponse> {
    const started = performance.now();
    let outcome = 'error';
    try {
      const response = await send();
      outcome = `${Math.floor(response.status / 100)}xx`;
      return response;
    } catch (error) {
      if (error instanceof ProblemError) outcome = error.problem.code;
      throw error;
    } finally {
      const seconds = (performance.now() - started) / 1000;
      this.requests.inc({ connector, operation, outcome });
      this.seconds.observe({ connector, operation }, seconds);
      this.logger.debug(
        { connector, operation, method, host: url.host, outcome, seconds },
        'Called a vendor.',
      );
    }
  }
}
