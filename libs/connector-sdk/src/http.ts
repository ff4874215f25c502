/**
 * The only way out of a connector. The host enforces on every call: the address checks, the traffic rules of the
 * manifest, a total deadline (headers and body), a cap on the size of the answer, and the request log with
 * secrets redacted.
 */
export interface ConnectorHttp {
  /**
   * Sends one request and reads the whole answer. Answers of every status are returned; classifying them is the
   * connector's job, for only it knows what the vendor means.
   * @throws ProblemError `transient` when there is no usable answer: host not found or refused (effect `none`),
   *   time-out, reset, answer too large (effect `unknown` for `sideEffect: true`, else `none`).
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute URL. */
  url: string;
  headers?: Record<string, string>;
  /** Sent as it is; a connector serialises by itself. */
  body?: string;
  /** What the call does, for metrics and logs: a short constant such as `orders.list`. */
  operation: string;
  /** True when the call changes something at the vendor. */
  sideEffect: boolean;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The body as text, already inflated and decoded. */
  text: string;
}
