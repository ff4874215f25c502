import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { findPostgresBinaries, type PostgresBinaries } from './binaries';
import { isReachableByOthers, serverUser, type ServerUser } from './server-user';

const run = promisify(execFile);
const SUPERUSER = 'crossdock';

export interface EmbeddedPostgres {
  /** Connection URL of the superuser, database `postgres`. */
  url: string;
  dataDirectory: string;
  /** Ends the server after its open transactions were rolled back; data stays. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Folder that holds the data; kept between starts. */
  directory: string;
  /** Data of a test need not survive a power cut. */
  durable?: boolean;
}

/**
 * Starts a PostgreSQL of our own on a free port of the loopback interface, beside whatever else runs.
 *
 * The server is started by `pg_ctl`, which takes it out of this process's group: Ctrl-C in a terminal then reaches
 * only this process, which drains first and stops the server last. A server that an earlier process left behind is
 * stopped before the new start. As root the server runs as `postgres` or `nobody`, and moves to
 * `/var/lib/crossdock` where that user cannot reach the wanted folder.
 *
 * @throws Error with the server's own log when it does not start
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = serverUser();
  const { binaries, directory } = place(options.directory, user);
  const data = join(directory, 'data');
  const log = join(directory, 'postgresql.log');
  const control = (args: string[]) =>
    run(join(binaries.root, 'bin', 'pg_ctl'), ['-D', data, ...args], { ...user, cwd: directory });

  if (!existsSync(join(data, 'PG_VERSION'))) await initialise(binaries, directory, data, user);
  else if (await isRunning(control)) await control(['stop', '-m', 'fast', '-w']);

  const password = readFileSync(join(directory, 'password'), 'utf8').trim();
  const port = await freePort();
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    '-c max_connections=200',
    '-c timezone=UTC',
    ...(options.durable === false
      ? ['-c fsync=off', '-c synchronous_commit=off', '-c full_page_writes=off']
      : []),
  ].join(' ');
  rmSync(log, { force: true });
  try {
    await control(['start', '-w', '-t', '60', '-l', log, '-o', settings]);
  } catch (cause) {
    const said = existsSync(log) ? readFileSync(log, 'utf8').trim() : '';
    throw new Error(`The embedded PostgreSQL in ${data} did not start: ${said || String(cause)}`, { cause });
  }
  return {
    url: `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    dataDirectory: data,
    stop: async () => {
      await control(['stop', '-m', 'fast', '-w', '-t', '30']);
    },
  };
}

/** Chooses folders that the server's user can reach, and copies the programs there if need be. */
function place(wanted: string, user: ServerUser | null): { binaries: PostgresBinaries; directory: string } {
  let binaries = findPostgresBinaries();
  let directory = resolve(wanted);
  if (user) {
    const base = '/var/lib/crossdock';
    mkdirSync(base, { recursive: true, mode: 0o755 });
    if (!isReachableByOthers(binaries.root)) {
      const copy = join(base, `postgresql-${binaries.version}`);
      if (!existsSync(copy)) cpSync(binaries.root, copy, { recursive: true, verbatimSymlinks: true });
      binaries = { ...binaries, root: copy };
    }
    if (!isReachableByOthers(directory)) {
      directory = join(base, `data-${createHash('sha256').update(directory).digest('hex').slice(0, 12)}`);
    }
  }
  mkdirSync(directory, { recursive: true });
  if (user) chownSync(directory, user.uid, user.gid);
  return { binaries, directory };
}

async function initialise(
  binaries: PostgresBinaries,
  directory: string,
  data: string,
  user: ServerUser | null,
): Promise<void> {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  // A start that was cut off leaves a half-made folder, which initdb refuses.
  rmSync(data, { recursive: true, force: true });
  await run(
    join(binaries.root, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ],
    { ...user, cwd: tmpdir() },
  );
}

async function isRunning(control: (args: string[]) => Promise<unknown>): Promise<boolean> {
  try {
    await control(['status']);
    return true;
  } catch (error) {
    const NOT_RUNNING = 3;
    if ((error as { code?: unknown }).code === NOT_RUNNING) return false;
    throw error;
  }
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolvePort(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
