import type { Blocked } from '../domain/schedule-state';

/** What a person reads about a target whose functions cannot run, and what to do. */
export const BLOCKED_REASONS: Readonly<Record<Blocked, string>> = {
  'merchant-inactive': 'The merchant is switched off. Switch it on to go on.',
  'connection-paused': 'The connection is paused. Resume the connection to go on.',
  'needs-reauth':
    'The other side refused the credentials. Enter valid credentials for the connection to go on.',
  'no-warehouse': 'The merchant has no warehouse connection. Create one to go on.',
};
