import type { Manifest } from '@crossdock/connector-sdk';
import type { ConnectionAccess } from './connection-access';
import { invalidInput } from '@crossdock/platform';
import { invalidFields } from './connection-problems';

/**
 * Checks what a user entered by the connector's own schemas.
 * @throws ProblemException 422 naming every wrong field, never a value
 */
export function checkInput(manifest: Manifest, entered: ConnectionAccess): ConnectionAccess {
  const credentials = manifest.credentials.safeParse(entered.credentials);
  const settings = manifest.settings.safeParse(entered.settings);
  if (credentials.success && settings.success) {
    return { credentials: credentials.data, settings: settings.data };
  }
  throw invalidInput([
    ...(credentials.success ? [] : invalidFields('credentials', credentials.error)),
    ...(settings.success ? [] : invalidFields('settings', settings.error)),
  ]);
}
