import type { z } from 'zod';
import type { HttpResponse } from './http';
import { ProblemError, type Effect } from './problem-error';

/**
 * Parses an answer as JSON of the vendor's shape.
 * @param effect what to assume about the call when its answer cannot be read
 * @throws ProblemError `unexpected` for HTML, truncated JSON or another shape. The message names paths of fields,
 *   never their values.
 */
export function parseJsonResponse<S extends z.ZodType>(
  schema: S,
  response: HttpResponse,
  effect: Effect,
): z.output<S> {
  const type = response.headers['content-type'] ?? '';
  let json: unknown;
  try {
    json = JSON.parse(response.text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const what = /html/i.test(type) || /^\s*</.test(response.text) ? 'an HTML page' : 'text that is not JSON';
    throw new ProblemError(
      {
        kind: 'unexpected',
        code: 'not-json',
        message: `The server answered with ${what} (status ${response.status}).`,
        fix: 'Check that the address points at the API itself, not at a website, a login page or a proxy.',
      },
      effect,
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || '(root)'}: ${issue.code}`);
  throw new ProblemError(
    {
      kind: 'unexpected',
      code: 'unknown-shape',
      message: `The server's answer (status ${response.status}) does not have the expected fields: ${paths.join('; ')}.`,
      fix: 'Check that the server runs a version that this connector supports.',
    },
    effect,
  );
}
