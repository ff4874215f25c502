import { HttpException } from '@nestjs/common';
import { z } from 'zod';

/** One field that is wrong. `path` is dotted, such as `lines.0.quantity`; empty means the whole input. */
export interface ProblemFieldError {
  readonly path: string;
  readonly message: string;
}

export interface ProblemInput {
  /** Kebab-case name of the kind of problem; becomes `urn:crossdock:problem:<slug>`. Stable: clients branch on it. */
  readonly type: string;
  /** Short, the same for every occurrence. */
  readonly title: string;
  /** What happened here and what the reader can do about it. Never a secret, a personal datum or an internal. */
  readonly detail: string;
  readonly errors?: readonly ProblemFieldError[];
  /** Sent as the `Retry-After` header, for 429 and 503. */
  readonly retryAfterSeconds?: number;
}

/** Body of every error of the API (RFC 9457), sent as `application/problem+json`. */
export const zProblemDetails = z.object({
  type: z.string().describe('Kind of the problem, stable'),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('What happened and what to do about it'),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type ProblemDetails = z.output<typeof zProblemDetails>;

const INVALID_INPUT = {
  type: 'invalid-input',
  title: 'The input is not valid',
  detail: 'Correct what "errors" names and repeat the request.',
} as const;

/** An error that the caller of the API sees as it is. Throw it at the edge or in a use case. */
export class ProblemException extends HttpException {
  readonly problem: ProblemDetails;
  readonly retryAfterSeconds: number | null;

  constructor(status: number, { type, title, detail, errors, retryAfterSeconds }: ProblemInput) {
    super(title, status);
    this.retryAfterSeconds = retryAfterSeconds ?? null;
    this.problem = {
      type: `urn:crossdock:problem:${type}`,
      title,
      status,
      detail,
      ...(errors && { errors: [...errors] }),
    };
  }
}

/** 422 for input that fits its schema but breaks a rule; says which field and what to do. */
export function invalidInput(errors: readonly ProblemFieldError[]): ProblemException {
  return new ProblemException(422, { ...INVALID_INPUT, errors });
}

/** 404 with the same words whether the thing does not exist or belongs to somebody else. */
export function notFound(what: string): ProblemException {
  return new ProblemException(404, {
    type: 'not-found',
    title: 'Not found',
    detail: `There is no such ${what} in this account. Check the id, or list what there is.`,
  });
}
