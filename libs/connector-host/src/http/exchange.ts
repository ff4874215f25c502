import type { Dispatcher } from 'undici';

export type ExchangeFault = 'connect' | 'timeout' | 'lost' | 'too-large';

/** A request got no whole answer. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';

  constructor(
    readonly fault: ExchangeFault,
    /** False when nothing of the request left this process. */
    readonly sent: boolean,
    options: { cause?: unknown } = {},
  ) {
    super(`${fault}${sent ? '' : ' (not sent)'}`, options);
  }
}

export interface RawResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** As it came, perhaps compressed. */
  readonly body: Buffer;
}

export interface ExchangeLimits {
  /** For everything: connecting, sending, and the last byte of the body. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
}

type Headers = Record<string, string | string[] | undefined>;

/**
 * Sends one request and reads its whole answer. After the deadline nothing is sent any more, even when the process
 * stood still meanwhile.
 * @throws ExchangeError
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Pick<Dispatcher.DispatchOptions, 'method' | 'path' | 'headers' | 'body'>,
  { deadlineMs, maxBytes }: ExchangeLimits,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    const endsAt = performance.now() + deadlineMs;
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | null = null;
    let received = 0;
    let status = 0;
    let headers: Headers = {};

    const stop = (error: ExchangeError) => {
      clearTimeout(timer);
      controller?.abort(error);
      reject(error);
    };
    const timer = setTimeout(() => stop(new ExchangeError('timeout', controller !== null)), deadlineMs);

    dispatcher.dispatch(request, {
      onRequestStart(started) {
        // Waiting for a connection cannot be called off, so a request may get here after its deadline.
        if (performance.now() >= endsAt) {
          started.abort(new ExchangeError('timeout', false));
          return;
        }
        controller = started;
      },
      onResponseStart(_, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
      },
      onResponseData(_, chunk) {
        received += chunk.length;
        if (received > maxBytes) stop(new ExchangeError('too-large', true));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        clearTimeout(timer);
        resolve({ status, headers: flatten(headers), body: Buffer.concat(chunks) });
      },
      onResponseError(_, error) {
        const sent = controller !== null;
        stop(
          error instanceof ExchangeError
            ? error
            : new ExchangeError(sent ? 'lost' : 'connect', sent, { cause: error }),
        );
      },
    });
  });
}

function flatten(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
