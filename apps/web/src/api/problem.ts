import type { components } from './schema';

export type ProblemDetails = components['schemas']['ProblemDetails'];

/** An error that the API explained (RFC 9457). */
export class ApiProblem extends Error {
  constructor(readonly problem: ProblemDetails) {
    super(problem.title);
    this.name = 'ApiProblem';
  }

  get status(): number {
    return this.problem.status;
  }
}

const UNREADABLE: Omit<ProblemDetails, 'status'> = {
  type: 'about:blank',
  title: 'The answer cannot be read',
  detail: 'Something between this page and Crossdock answered instead of it. Try again in a moment.',
};

/** What a body says about itself, or a problem that says that it says nothing. */
export function problemOf(body: unknown, status: number): ProblemDetails {
  const known = typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;
  return known ? (body as ProblemDetails) : { ...UNREADABLE, status };
}

/** What to show about any error: the API's own words, or that nobody answered. */
export function explain(error: Error): ProblemDetails {
  if (error instanceof ApiProblem) return error.problem;
  return {
    type: 'about:blank',
    title: 'Crossdock does not answer',
    status: 0,
    detail: 'Check the network, then try again.',
  };
}

/** Messages by the path of the field they are about, such as `settings.url`. */
export function fieldErrors(error: Error | null): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ path, message }) => [path, message]));
}
