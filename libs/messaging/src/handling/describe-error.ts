/** Longest text that a log line or a row gets of an error. */
const MAX_LENGTH = 2_000;

/** The message of an error, and of what caused it when it has none (a refused connection is such an error). */
export function describeError(error: unknown): string {
  if (error instanceof AggregateError && !error.message)
    return error.errors.map(describeError).join('; ').slice(0, MAX_LENGTH);
  const text = error instanceof Error ? error.message || error.name : String(error);
  return storable(text.slice(0, MAX_LENGTH));
}

/** PostgreSQL has no text with a NUL character. */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
