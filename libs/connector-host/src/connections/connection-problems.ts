import { invalidInput, ProblemException, violates, type ProblemFieldError } from '@crossdock/platform';
import type { Problem } from '@crossdock/domain';
import type { z } from 'zod';

export function unknownConnector(id: string, known: readonly string[]): ProblemException {
  return invalidInput([
    {
      path: 'connector',
      message: `there is no connector "${id}"; choose one of: ${known.join(', ') || 'none'}`,
    },
  ]);
}

export function invalidFields(part: 'credentials' | 'settings', error: z.ZodError): ProblemFieldError[] {
  return error.issues.map(({ path, message }) => ({ path: [part, ...path].join('.'), message }));
}

/** What the vendor or the network had against a connection, before anything was saved. */
export function testFailed({ kind, code, message, fix }: Problem): ProblemException {
  return new ProblemException(422, {
    type: 'connection-test-failed',
    title: 'The connection does not work',
    detail: [message, fix ?? 'Check address and credentials, then try again.'].join(' '),
    errors: [{ path: kind === 'auth' ? 'credentials' : 'settings', message: `${kind}: ${code}` }],
  });
}

const CONFLICTS: Readonly<Record<string, { type: string; title: string; detail: string }>> = {
  connections_identity: {
    type: 'already-connected',
    title: 'Already connected',
    detail:
      'This account has a connection to the same store or warehouse. Use that one, or delete it before you connect it anew.',
  },
  connections_one_per_merchant: {
    type: 'merchant-has-connection',
    title: 'The merchant has a connection',
    detail:
      'Orders of a merchant go to one warehouse. Delete the present connection before you make another.',
  },
};

/** The conflict behind a broken uniqueness, or null when the error is another. */
export function conflictOf(error: unknown): ProblemException | null {
  const [, conflict] = Object.entries(CONFLICTS).find(([constraint]) => violates(error, constraint)) ?? [];
  return conflict ? new ProblemException(409, conflict) : null;
}
