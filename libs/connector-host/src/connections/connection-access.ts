import { ProblemError, type Manifest } from '@crossdock/connector-sdk';
import { SealingError, type Sealer } from '@crossdock/platform';
import type { StoredConnection } from './connection';

/** Credentials and settings as the manifest's schemas gave them. */
export interface ConnectionAccess {
  readonly credentials: unknown;
  readonly settings: unknown;
}

/** Binds sealed credentials to their row, so that they do not open in another one. */
export function credentialsContext({ accountId, id }: { accountId: string; id: string }): string {
  return `connection:${accountId}:${id}:credentials`;
}

/**
 * Opens what a connection's row keeps.
 * @throws ProblemError `misconfigured` when the data key is missing or the connector wants other fields by now
 */
export function openCredentials(
  sealer: Sealer,
  manifest: Manifest,
  connection: StoredConnection,
): ConnectionAccess {
  const credentials = manifest.credentials.safeParse(storedCredentials(sealer, connection));
  const settings = manifest.settings.safeParse(connection.settings);
  if (!credentials.success || !settings.success) {
    throw new ProblemError({
      kind: 'misconfigured',
      code: 'connection-outdated',
      message: 'The connector needs other credentials or settings than this connection has.',
      fix: 'Edit the connection and fill in all its fields.',
    });
  }
  return { credentials: credentials.data, settings: settings.data };
}

/**
 * The credentials as the user entered them.
 * @throws ProblemError `misconfigured` when the data key is missing
 */
export function storedCredentials(sealer: Sealer, connection: StoredConnection): unknown {
  try {
    return JSON.parse(sealer.open(connection.sealedCredentials, credentialsContext(connection)));
  } catch (error) {
    if (!(error instanceof SealingError)) throw error;
    throw new ProblemError({
      kind: 'misconfigured',
      code: 'credentials-sealed',
      message: error.message,
      fix: 'Put the data key back, or enter the credentials of the connection again.',
    });
  }
}
