import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The keys that seal credentials and recipients: from CROSSDOCK_DATA_KEYS, else made at the first start and kept
 * beside the data, readable by this user only.
 * @returns text in the form of CROSSDOCK_DATA_KEYS
 */
export function dataKeys(dataDirectory: string, env: NodeJS.ProcessEnv): string {
  if (env['CROSSDOCK_DATA_KEYS']) return env['CROSSDOCK_DATA_KEYS'];
  const file = join(dataDirectory, 'data-keys');
  if (!existsSync(file)) {
    mkdirSync(dataDirectory, { recursive: true });
    writeFileSync(file, `v1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}
