import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Where third-party software for end-to-end runs is installed, outside the project's tree:
 * `CROSSDOCK_E2E_CACHE`, else `crossdock-e2e` under `XDG_CACHE_HOME` or `~/.cache`.
 */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return (
    env['CROSSDOCK_E2E_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'crossdock-e2e')
  );
}
