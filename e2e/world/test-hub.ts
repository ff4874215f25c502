import { randomBytes } from 'node:crypto';
import { createTestDatabase } from '@crossdock/platform/testing';
import { startHub, type Hub } from '../../apps/all-in-one/src/hub/start-hub';

/** Starts a hub in this process on a database of its own, which goes with it. */
export async function startTestHub(env: Readonly<Record<string, string>> = {}): Promise<Hub> {
  const database = await createTestDatabase();
  const dataKeys = `v1:${randomBytes(32).toString('base64')}`;
  try {
    const hub = await startHub({
      databaseUrl: database.url,
      dataKeys,
      port: 0,
      env: { LOG_LEVEL: 'silent', ...env },
    });
    return {
      url: hub.url,
      close: async () => {
        await hub.close();
        await database.drop();
      },
    };
  } catch (error) {
    await database.drop();
    throw error;
  }
}
