import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { ZodValidationException } from 'nestjs-zod';
import { ZodError } from 'zod';
import {
  invalidInput,
  ProblemException,
  type ProblemDetails,
  type ProblemFieldError,
} from './problem.exception';

/** What to say about errors that Nest and Express raise by themselves. */
const KNOWN: Readonly<Record<number, { type: string; title: string; detail: string }>> = {
  400: {
    type: 'bad-request',
    title: 'The request cannot be read',
    detail: 'Check that the body is well-formed JSON.',
  },
  403: { type: 'forbidden', title: 'Not allowed', detail: 'This user may not do that.' },
  404: {
    type: 'not-found',
    title: 'Not found',
    detail: 'There is nothing at this address. Check method and path.',
  },
  413: { type: 'too-large', title: 'The body is too large', detail: 'Send at most 1 MB in one request.' },
  415: {
    type: 'unsupported-media-type',
    title: 'Unsupported media type',
    detail: 'Send the body as application/json.',
  },
};

/** Turns every error of a request into problem details. What nobody foresaw is logged and told as 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = this.problemFor(error, host.switchToHttp().getRequest<Request>());
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (error instanceof ProblemException && error.retryAfterSeconds !== null) {
      response.setHeader('retry-after', String(error.retryAfterSeconds));
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private problemFor(error: unknown, { id }: Request): ProblemDetails {
    if (error instanceof ProblemException) return error.problem;
    if (error instanceof ZodValidationException) {
      return invalidInput(issuesOf(error.getZodError())).problem;
    }
    const status = statusOf(error);
    const known = status === null ? undefined : KNOWN[status];
    if (status !== null && status < 500) {
      const { type, title, detail } = known ?? {
        type: 'bad-request',
        title: 'The request cannot be served',
        detail: 'Check method, path, headers and body.',
      };
      return { type: `urn:crossdock:problem:${type}`, title, status, detail };
    }
    this.logger.error({ err: error }, 'A request failed unexpectedly.');
    return {
      type: 'urn:crossdock:problem:internal',
      title: 'Something failed on our side',
      status: 500,
      detail: `Try again. When it stays, give the operator the id of the request: ${String(id)}.`,
    };
  }
}

/** Status of errors that carry one: Nest's own and those of the body parser. */
function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'status' in error && typeof error.status === 'number') return error.status;
  return null;
}

function issuesOf(error: unknown): ProblemFieldError[] {
  if (!(error instanceof ZodError)) return [];
  return error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
}
