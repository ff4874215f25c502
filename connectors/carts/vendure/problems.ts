import { ProblemError } from '@crossdock/connector-sdk';
import type { Problem, ProblemKind } from '@crossdock/domain';
import type { GraphqlError, RefusedResult } from './wire';

/** Codes of errors after which the server certainly did nothing. Source: Vendure's error classes, Apollo's codes. */
const KINDS: Record<string, { kind: ProblemKind; code: string; fix?: string }> = {
  FORBIDDEN: {
    kind: 'auth',
    code: 'permission-missing',
    fix: 'Give the hub’s administrator a role with ReadOrder, UpdateOrder, ReadCatalog and UpdateCatalog on this channel.',
  },
  UNAUTHORIZED: { kind: 'auth', code: 'credentials-refused' },
  CHANNEL_NOT_FOUND: {
    kind: 'misconfigured',
    code: 'unknown-channel',
    fix: 'Enter the token of a channel of this shop, or leave the field empty for the default channel.',
  },
  GRAPHQL_PARSE_FAILED: { kind: 'unexpected', code: 'query-not-understood' },
  GRAPHQL_VALIDATION_FAILED: {
    kind: 'unexpected',
    code: 'query-not-understood',
    fix: 'Check the version of the shop: Vendure 3.5 or newer is supported.',
  },
  BAD_USER_INPUT: { kind: 'unexpected', code: 'query-not-understood' },
  ENTITY_NOT_FOUND: { kind: 'rejected', code: 'entity-not-found' },
  USER_INPUT_ERROR: { kind: 'rejected', code: 'input-refused' },
  ILLEGAL_OPERATION: { kind: 'rejected', code: 'illegal-operation' },
};

export function isForbidden(errors: readonly GraphqlError[]): boolean {
  return errors.some((error) => error.extensions?.code === 'FORBIDDEN');
}

/**
 * What the `errors` of an answer mean; the first one decides. An error of a known code is a definite refusal, after
 * any other a write may have happened.
 */
export function errorOf(errors: readonly GraphqlError[], sideEffect: boolean): ProblemError {
  const [error] = errors;
  const message = `Vendure answered with an error: ${(error?.message ?? '').slice(0, 500)}`;
  const code = error?.extensions?.code ?? '';
  const known = KINDS[code];
  if (known !== undefined) return new ProblemError({ ...known, message });
  const problem: Problem =
    code === 'INTERNAL_SERVER_ERROR'
      ? { kind: 'transient', code: 'internal-server-error', message }
      : { kind: 'unexpected', code: 'unknown-error', message };
  return new ProblemError(problem, sideEffect ? 'unknown' : 'none');
}

const FIXES: Record<string, string> = {
  ITEMS_ALREADY_FULFILLED_ERROR:
    'Compare the fulfilments of the order in Vendure with the parcel; cancel the one that is wrong, then retry.',
  INSUFFICIENT_STOCK_ON_HAND_ERROR: 'Raise the stock on hand of the SKU in Vendure, then retry.',
  INVALID_FULFILLMENT_HANDLER_ERROR:
    'Keep the fulfilment handler manual-fulfillment in the shop’s configuration.',
};

/** An error result: Vendure understood, refused, and did nothing. */
export function problemOfResult(result: RefusedResult): Problem {
  const fix = FIXES[result.errorCode];
  const detail = result.transitionError ?? result.fulfillmentHandlerError ?? result.message;
  return {
    kind: result.errorCode === 'INVALID_FULFILLMENT_HANDLER_ERROR' ? 'misconfigured' : 'rejected',
    code: result.errorCode
      .replace(/_ERROR$/, '')
      .toLowerCase()
      .replaceAll('_', '-'),
    message: `Vendure refused: ${detail.slice(0, 500)}`,
    ...(fix === undefined ? {} : { fix }),
  };
}
