import { QueryFailedError } from 'typeorm';

/**
 * Whether a statement failed because of the named constraint or unique index, so that a use case can turn a lost race
 * into a 409 problem. Everything else must be thrown on.
 */
export function violates(error: unknown, constraint: string): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const cause: Error & { constraint?: unknown } = error.driverError;
  return cause.constraint === constraint;
}
