import { mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from './database';
import { installTryton } from './install';
import { freePort, runTryton, type TrytonProcess } from './process';
import { ADMINISTRATOR, seedDatabase } from './seed';
import { TrytonClient, type TrytonLogin } from './tryton-client';
import { WarehouseWorker } from './warehouse-worker';

export interface RealTrytonOptions {
  /** Any database of the PostgreSQL server on which Tryton gets its own. */
  databaseUrl: string;
  env: NodeJS.ProcessEnv;
  log(line: string): void;
}

export interface RealTryton {
  /** Address of the server, without the database. */
  url: string;
  database: string;
  warehouseCode: string;
  /** A user with the groups that the hub needs, and no more. */
  hub: { user: string; password: string };
  /** The people of the warehouse. */
  warehouse: WarehouseWorker;
  /** Their user, to look into Tryton by other means. */
  administrator: TrytonLogin;
  /** Ends the process and drops the database. */
  stop(): Promise<void>;
}

const WAREHOUSE = 'WH';
const HUB = { user: 'hub', password: 'hub-password-1' };
const HUB_GROUPS = ['Stock'];

/** Installs Tryton where it is missing, starts it as a process with a database of its own, and opens a warehouse. */
export async function startRealTryton(options: RealTrytonOptions): Promise<RealTryton> {
  installTryton(options.log);
  const folder = join(cacheFolder(options.env), 'tryton');
  const port = await freePort();
  await mkdir(join(folder, 'files'), { recursive: true });
  const database = await createDatabase(options.databaseUrl, `crossdock_e2e_tryton_${port}`);
  const config = join(folder, `trytond-${port}.conf`);
  await writeFile(config, configuration(database.serverUri, join(folder, 'files'), port), { mode: 0o600 });
  const start = () => runTryton(config, database.name, port, join(folder, 'trytond.log'));
  let server: TrytonProcess | null = null;
  const stop = async () => {
    await server?.stop();
    await database.drop();
    await rm(config, { force: true });
  };
  try {
    await seedDatabase(database, folder, config, start, options.log);
    server = await start();
    const administrator = { url: server.url, database: database.name, ...ADMINISTRATOR };
    await createHubUser(administrator);
    const warehouse = await WarehouseWorker.start(administrator, WAREHOUSE);
    options.log(`Tryton listens at ${server.url}, database ${database.name}`);
    return {
      url: server.url,
      database: database.name,
      warehouseCode: WAREHOUSE,
      hub: HUB,
      warehouse,
      administrator,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function configuration(uri: string, files: string, port: number): string {
  return `[database]\nuri = ${uri}\npath = ${files}\n[web]\nlisten = 127.0.0.1:${port}\n`;
}

async function createHubUser(administrator: TrytonLogin): Promise<void> {
  const client = await TrytonClient.login(administrator);
  const groups = await client.search<{ id: number }>('res.group', [['name', 'in', HUB_GROUPS]], ['id']);
  const [company] = await client.search<{ id: number }>('company.company', [], ['id']);
  await client.create('res.user', {
    name: 'Crossdock',
    login: HUB.user,
    password: HUB.password,
    companies: [['add', [company!.id]]],
    company: company!.id,
    groups: [['add', groups.map(({ id }) => id)]],
  });
}

/** Where what an end-to-end run installs or keeps lives, outside the project's tree. */
function cacheFolder(env: NodeJS.ProcessEnv): string {
  return (
    env['CROSSDOCK_E2E_CACHE'] ?? join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'crossdock-e2e')
  );
}
