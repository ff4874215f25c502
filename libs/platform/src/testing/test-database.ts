import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { testServers } from '../config/test-servers';

export interface TestDatabase {
  readonly url: string;
  /** Removes the database, ending whatever is still connected to it. */
  drop(): Promise<void>;
}

/** Makes an empty database of its own on the test server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { databaseUrl } = testServers();
  const name = `crossdock_test_${uuidv7().replaceAll('-', '')}`;
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  await execute(databaseUrl, `CREATE DATABASE ${name}`);
  return {
    url: url.toString(),
    drop: () => execute(databaseUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function execute(databaseUrl: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
