import type { Problem } from '@crossdock/domain';
import type { Connection } from './connection';

/** Why nothing can be done with a connection in its state, or null when it is active. */
export function problemOfState({ name, state, problem }: Connection): Problem | null {
  switch (state) {
    case 'active':
      return null;
    case 'paused':
      return {
        kind: 'misconfigured',
        code: 'connection-paused',
        message: `The connection "${name}" is paused.`,
        fix: 'Resume the connection, or pause its schedules as well.',
      };
    case 'needs_reauth':
      return (
        problem ?? {
          kind: 'auth',
          code: 'credentials-refused',
          message: `The credentials of the connection "${name}" were refused.`,
          fix: 'Enter valid credentials for the connection.',
        }
      );
    case 'deleted':
      return noConnection();
  }
}

export function noConnection(): Problem {
  return {
    kind: 'misconfigured',
    code: 'no-connection',
    message: 'There is no connection to work with: none was made, or it was deleted.',
    fix: 'Connect the store or warehouse again, or remove the schedule.',
  };
}
