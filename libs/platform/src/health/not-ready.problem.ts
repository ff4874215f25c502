import { ProblemException } from '../http/problem.exception';
import type { NotReady } from './health-registry';

/** The answer of whatever is not ready: 503, with everything that does not work. */
export function notReadyProblem(parts: readonly NotReady[]): ProblemException {
  return new ProblemException(503, {
    type: 'not-ready',
    title: 'The service is not ready',
    detail: 'It gets no requests until everything listed in "errors" works. Look there first.',
    errors: parts.map(({ name, message }) => ({ path: name, message })),
  });
}
