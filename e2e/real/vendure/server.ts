import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { Client } from 'pg';
import { cacheFolder } from './cache-folder';
import { installVendure } from './install';
import { setUpShop, type HubUser } from './set-up';
import { RealShop } from './shop';

const READY_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 10_000;
const STAFF = { username: 'staff', password: 'staff-password' };

export interface RealVendureOptions {
  /** Any database of the PostgreSQL server on which the shop gets its own. */
  databaseUrl: string;
  env: NodeJS.ProcessEnv;
  log(line: string): void;
}

export interface RealVendure {
  adminApiUrl: string;
  /** An administrator with the rights that the hub needs, and no more. */
  hub: HubUser;
  shop: RealShop;
  /** Ends the process and drops the database. */
  stop(): Promise<void>;
}

/** Installs Vendure where it is missing, starts it as a process with a database of its own, and sets up a shop. */
export async function startRealVendure(options: RealVendureOptions): Promise<RealVendure> {
  const folder = await installVendure(cacheFolder(options.env), options.log);
  const port = await freePort();
  const database = await createDatabase(options.databaseUrl, `crossdock_e2e_vendure_${port}`);
  const server = run(folder, { ...options.env, DATABASE_URL: database.url, PORT: String(port) });
  const stop = async () => {
    await end(server);
    await database.drop();
  };
  try {
    await ready(server, options.log);
    const base = `http://127.0.0.1:${port}`;
    const { hub, staff } = await setUpShop(`${base}/admin-api`, STAFF);
    options.log(`Vendure listens at ${base}`);
    return { adminApiUrl: `${base}/admin-api`, hub, shop: new RealShop(staff, `${base}/shop-api`), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function run(folder: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['--no-deprecation', join(folder, 'server.cjs')], {
    cwd: folder,
    env: { ...env, NODE_ENV: 'production', SHOP_USER: STAFF.username, SHOP_PASSWORD: STAFF.password },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function ready(server: ChildProcess, log: (line: string) => void): Promise<void> {
  if (server.stdout === null) throw new Error('Vendure was started without an output');
  const lines = createInterface(server.stdout);
  const listening = new Promise<void>((resolve) => {
    lines.on('line', (line) => (line === 'ready' ? resolve() : log(`vendure: ${line}`)));
  });
  const given = new AbortController();
  const exited = once(server, 'exit', given).then(([code]) => {
    throw new Error(`Vendure ended with code ${String(code)} before it was ready`);
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Vendure was not ready within ${READY_WITHIN_MS} ms`)),
      READY_WITHIN_MS,
    );
  });
  try {
    await Promise.race([listening, exited, late]);
  } finally {
    clearTimeout(timer);
    exited.catch(() => undefined);
    given.abort();
  }
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  const timer = setTimeout(() => server.kill('SIGKILL'), STOP_WITHIN_MS);
  server.kill('SIGTERM');
  await exited;
  clearTimeout(timer);
}

async function createDatabase(
  serverUrl: string,
  name: string,
): Promise<{ url: string; drop(): Promise<void> }> {
  await statement(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await statement(serverUrl, `CREATE DATABASE "${name}"`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: () => statement(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function statement(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
