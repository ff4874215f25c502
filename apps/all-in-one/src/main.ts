import { join } from 'node:path';
import { parseArguments, USAGE, type Arguments } from './arguments';
import { LiveDemo } from './demo/live-demo';
import { startEmbeddedPostgres } from './embedded-postgres/embedded-postgres';
import { dataKeys } from './hub/data-keys';
import { startHub } from './hub/start-hub';
import { runOnce } from './once/run-once';
import { stopSignal } from './stop-signal';

async function main(): Promise<number> {
  let args: Arguments | 'help';
  try {
    args = parseArguments(process.argv.slice(2), process.env);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    return 2;
  }
  if (args === 'help') {
    console.log(USAGE);
    return 0;
  }
  return args.once ? runOnce() : serve(args);
}

/** Runs the hub until somebody stops it; data stays for the next start. */
async function serve(args: Arguments): Promise<number> {
  const stop = stopSignal();
  const started = Date.now();
  console.log('Starting PostgreSQL and the five services ...');
  const demo = args.demo ? await LiveDemo.open(args.dataDirectory) : null;
  const postgres = await startEmbeddedPostgres({ directory: join(args.dataDirectory, 'postgresql') });
  try {
    const hub = await startHub({
      databaseUrl: postgres.url,
      dataKeys: dataKeys(args.dataDirectory, process.env),
      port: args.port,
      env: process.env,
    });
    try {
      console.log(`Crossdock is up after ${((Date.now() - started) / 1000).toFixed(1)} s.`);
      console.log(`  Web          ${hub.url}`);
      console.log(`  API          ${hub.url}/api/v1        (described by ${hub.url}/api/v1/openapi.json)`);
      console.log(`  Data         ${postgres.dataDirectory}`);
      await (demo ? demo.run(hub.url, stop) : stop.requested);
      console.log('Stopping: finishing what is in flight ...');
    } finally {
      await hub.close();
    }
  } finally {
    await postgres.stop();
    await demo?.close();
  }
  console.log('Stopped. The data is kept; the next start goes on from here.');
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
