import type { ConnectorHttp } from './http';

/** What the host lends to a connector for one call. */
export interface ConnectorContext<Credentials = unknown, Settings = unknown> {
  readonly credentials: Credentials;
  readonly settings: Settings;
  readonly http: ConnectorHttp;
  readonly session: ConnectorSession;
  readonly clock: { now(): Date };
}

/**
 * A log-in that outlives one call, such as a bearer token. Kept in memory per connection and forgotten when the
 * credentials change or a call ends with an `auth` problem.
 */
export interface ConnectorSession {
  /** The current token, or the one that `create` fetches. Calls at the same time share one `create`. */
  token(create: () => Promise<string>): Promise<string>;
  /** Forgets the token, so that the next call logs in again. */
  forget(): void;
}
