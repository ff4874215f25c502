import { SERVICE_NAMES, type ServiceName } from '@crossdock/platform';

export type Command = { readonly service: ServiceName; readonly databaseUrl: string } & (
  | { readonly action: 'list'; readonly before: string | null }
  | { readonly action: 'show'; readonly id: string }
  | { readonly action: 'requeue'; readonly id: string | 'all' }
);

export const USAGE = `Events that a service gave up on. The service itself hands a requeued one out again.

  npm run dead-letters -- <service> list [--before <id>]     the newest hundred, or those before one
  npm run dead-letters -- <service> show <id>                all of one, and why
  npm run dead-letters -- <service> requeue <id>|--all       has it handled again, with the same event id

Services: ${SERVICE_NAMES.join(', ')}. DATABASE_URL is the service's.`;

/** What was typed cannot be done. The message says what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @throws UsageError */
export function parseArguments(args: readonly string[], env: NodeJS.ProcessEnv): Command {
  const [name, action, ...rest] = args;
  const service = SERVICE_NAMES.find((one) => one === name);
  if (!service) throw new UsageError(name ? `There is no service "${name}".` : 'Name a service.');
  const databaseUrl = env['DATABASE_URL'];
  if (!databaseUrl || !URL.canParse(databaseUrl)) {
    throw new UsageError(
      'DATABASE_URL is not set, or is no address. Give the one that the service was started with, such as postgres://user:password@127.0.0.1:5432/crossdock.',
    );
  }
  const target = { service, databaseUrl };
  if (action === 'list' && rest.length === 0) return { ...target, action, before: null };
  if (action === 'list' && rest[0] === '--before') return { ...target, action, before: idOf(rest.slice(1)) };
  if (action === 'show') return { ...target, action, id: idOf(rest) };
  if (action === 'requeue') return { ...target, action, id: rest[0] === '--all' ? 'all' : idOf(rest) };
  throw new UsageError(
    action === undefined ? 'Say what to do.' : `"${[action, ...rest].join(' ')}" is unknown.`,
  );
}

function idOf([id, ...more]: readonly string[]): string {
  if (id === undefined) throw new UsageError('Name a dead letter by its id; "list" shows the ids.');
  if (!UUID.test(id) || more.length > 0) {
    throw new UsageError(
      `"${[id, ...more].join(' ')}" is not the id of a dead letter; "list" shows the ids.`,
    );
  }
  return id;
}
