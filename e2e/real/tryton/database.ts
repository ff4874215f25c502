import { Client } from 'pg';

export interface TrytonDatabase {
  name: string;
  url: string;
  /** The server's address as Tryton wants it: without a database. */
  serverUri: string;
  drop(): Promise<void>;
}

/** An empty database on the server of `serverUrl`. */
export async function createDatabase(serverUrl: string, name: string): Promise<TrytonDatabase> {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const server = new URL(serverUrl);
  server.protocol = 'postgresql:';
  server.pathname = '/';
  const drop = () => run(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await drop();
  await run(serverUrl, `CREATE DATABASE "${name}"`);
  return { name, url: url.toString(), serverUri: server.toString(), drop };
}

/**
 * Settings for the time of the set-up. Tryton asks the catalogue after each field while it creates some hundred tables
 * in one transaction, of which the planner has no statistics; nested loops then take a hundred times as long.
 */
export async function tuneForSetUp(database: TrytonDatabase, on: boolean): Promise<void> {
  const values = { enable_nestloop: 'off', synchronous_commit: 'off', jit: 'off' };
  for (const [name, value] of Object.entries(values))
    await run(
      database.url,
      on
        ? `ALTER DATABASE "${database.name}" SET ${name} = ${value}`
        : `ALTER DATABASE "${database.name}" RESET ${name}`,
    );
}

/** Gives the planner its statistics at once; a fresh or restored database has none. */
export function analyze(database: TrytonDatabase): Promise<void> {
  return run(database.url, 'ANALYZE');
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
