import { ProblemError, type Effect } from '@crossdock/connector-sdk';
import type { Problem } from '@crossdock/domain';
import { BodyError } from './decode-body';
import { errorCode } from './error-code';
import type { ExchangeError } from './exchange';

const CHECK_ADDRESS = 'Check the address: host name, port, and http or https.';
const CHECK_SERVER = 'Check that the server is up and answers in time; the call is tried again.';

/** How a failed exchange is told to the connector, in words for the person who reads it. */
export function networkProblem(
  error: ExchangeError | BodyError,
  host: string,
  sideEffect: boolean,
): ProblemError {
  const sent = error instanceof BodyError || error.sent;
  const effect: Effect = sent && sideEffect ? 'unknown' : 'none';
  return new ProblemError({ kind: 'transient', ...describe(error, host) }, effect);
}

function describe(error: ExchangeError | BodyError, host: string): Omit<Problem, 'kind'> {
  switch (error.fault) {
    case 'connect':
      return connectProblem(error.cause, host);
    case 'timeout':
      return { code: 'timed-out', message: `${host} did not answer in time.`, fix: CHECK_SERVER };
    case 'lost':
      return {
        code: 'connection-lost',
        message: `${host} closed the connection before its answer was complete.`,
        fix: CHECK_SERVER,
      };
    case 'too-large':
      return {
        code: 'answer-too-large',
        message: `${host} sent more than we read of one answer.`,
        fix: 'Check that the address points at the API itself, not at a website or a download.',
      };
    case 'unreadable':
      return {
        code: 'answer-unreadable',
        message: `The answer of ${host} is damaged or compressed in an unknown way.`,
        fix: 'Check what stands between us and the server: a proxy or firewall may change its answers.',
      };
  }
}

function connectProblem(cause: unknown, host: string): Omit<Problem, 'kind'> {
  const code = errorCode(cause);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { code: 'host-not-found', message: `There is no host "${host}".`, fix: CHECK_ADDRESS };
  }
  if (code === 'ECONNREFUSED') {
    return {
      code: 'connection-refused',
      message: `Nothing listens at ${host}.`,
      fix: `${CHECK_ADDRESS} Check that the server is up.`,
    };
  }
  if (/CERT|TLS|SSL|EPROTO|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return {
      code: 'tls-failed',
      message: `No secure connection to ${host} (${code}).`,
      fix: 'Check that the server has a valid certificate for this name, and that https is right here.',
    };
  }
  return {
    code: 'host-unreachable',
    message: `${host} cannot be reached${code === '' ? '' : ` (${code})`}.`,
    fix: `${CHECK_ADDRESS} Check that no firewall stands in between.`,
  };
}
