import { execFile, spawnSync } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setUpCompany } from './company';
import { analyze, tuneForSetUp, type TrytonDatabase } from './database';
import { installedVersion, MODULES } from './install';
import type { TrytonProcess } from './process';
import { TrytonClient } from './tryton-client';

export const ADMINISTRATOR = { user: 'admin', password: 'admin-password' };

/** Counted up whenever the set-up changes, so that an older snapshot is not used. */
const SET_UP = 1;

/**
 * Fills an empty database with a Tryton in which a warehouse can work: from the snapshot of an earlier run where there
 * is one, else from nothing, which takes a minute or two, and then a snapshot is kept.
 * @param start runs a Tryton server on the database
 */
export async function seedDatabase(
  database: TrytonDatabase,
  folder: string,
  config: string,
  start: () => Promise<TrytonProcess>,
  log: (line: string) => void,
): Promise<void> {
  const snapshot = join(folder, `seed-${installedVersion()}-${SET_UP}.dump`);
  if (existsSync(snapshot)) {
    if (restore(database, snapshot)) return analyze(database);
    log('the snapshot of Tryton does not fit this PostgreSQL; setting it up from nothing');
  }
  log('setting up Tryton from nothing (a minute or two)');
  await tuneForSetUp(database, true);
  const passwordFile = join(folder, 'admin-password');
  await writeFile(passwordFile, `${ADMINISTRATOR.password}\n`, { mode: 0o600 });
  const admin = (...args: string[]) =>
    promisify(execFile)('trytond-admin', ['-c', config, '-d', database.name, ...args], {
      env: { ...process.env, TRYTONPASSFILE: passwordFile },
      maxBuffer: 64 * 1024 * 1024,
    });
  await admin('--all', '--email', 'admin@example.com');
  await admin('-u', ...MODULES, '--activate-dependencies');
  const server = await start();
  try {
    await setUpCompany(() =>
      TrytonClient.login({ url: server.url, database: database.name, ...ADMINISTRATOR }),
    );
  } finally {
    await server.stop();
  }
  await tuneForSetUp(database, false);
  await analyze(database);
  keep(database, snapshot, log);
}

function restore(database: TrytonDatabase, snapshot: string): boolean {
  const { status } = spawnSync(
    'pg_restore',
    ['--no-owner', '--exit-on-error', '--dbname', database.url, snapshot],
    { stdio: 'ignore' },
  );
  return status === 0;
}

function keep(database: TrytonDatabase, snapshot: string, log: (line: string) => void): void {
  const unfinished = `${snapshot}.${process.pid}`;
  const { status } = spawnSync('pg_dump', ['-Fc', '--file', unfinished, database.url], { stdio: 'ignore' });
  if (status === 0) return renameSync(unfinished, snapshot);
  rmSync(unfinished, { force: true });
  log('no snapshot kept: pg_dump is missing or older than this PostgreSQL');
}
