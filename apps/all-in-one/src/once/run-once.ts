import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubApi } from '@crossdock/api-client';
import { makeDemoAccount } from '../demo/demo-account';
import { DemoWorld } from '../demo/demo-world';
import { startEmbeddedPostgres } from '../embedded-postgres/embedded-postgres';
import { dataKeys } from '../hub/data-keys';
import { startHub } from '../hub/start-hub';
import { drive } from './drive';
import { agree, proofTable, prove } from './prove';

/**
 * Moves the fixed demo set through a hub and says whether the books of shop, hub and warehouse agree.
 * @param hubUrl a hub that takes sign-ups
 * @returns true when they agree and nothing is unexplained
 */
export async function moveFixedSet(hubUrl: string, say: (line: string) => void): Promise<boolean> {
  const world = await DemoWorld.start();
  try {
    const account = await makeDemoAccount(hubUrl, world, () => ({ kind: 'off' }));
    const api = new HubApi(hubUrl, account);
    try {
      say('Moved by the six functions:');
      await Promise.all(
        account.merchants.map((merchant) => drive(api, merchant, world.site(merchant.key), say)),
      );
      const books = [];
      for (const merchant of account.merchants)
        books.push(await prove(api, merchant, world.site(merchant.key)));
      say(`\n${proofTable(books)}`);
      return books.every(agree);
    } finally {
      await api.close();
    }
  } finally {
    await world.close();
  }
}

/** Starts a hub of its own on data that is thrown away, moves the fixed set, and ends. Exit code 0 when the books agree. */
export async function runOnce(): Promise<number> {
  const directory = mkdtempSync(join(tmpdir(), 'crossdock-once-'));
  // As root the server runs as another user, who must reach it.
  chmodSync(directory, 0o755);
  try {
    const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgresql') });
    try {
      const hub = await startHub({
        databaseUrl: postgres.url,
        dataKeys: dataKeys(directory, {}),
        port: 0,
        env: process.env,
      });
      try {
        return (await moveFixedSet(hub.url, (line) => console.log(line))) ? 0 : 1;
      } finally {
        await hub.close();
      }
    } finally {
      await postgres.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
