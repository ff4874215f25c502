// What tests need beside Node: a PostgreSQL, a RabbitMQ, a browser and helm. Given, found or started; all of it real.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './steps.mjs';

const HELM_VERSION = 'v3.22.0';

/** @returns environment for the tests, and `stop`, which ends what was started here */
export async function startTestServers() {
  const stops = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return { env: { DATABASE_URL: await postgres(stops), AMQP_URL: await rabbitmq(stops) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function postgres(stops) {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const { startEmbeddedPostgres } = await import(
    join(root, 'dist/apps/all-in-one/src/embedded-postgres/embedded-postgres.js')
  );
  const directory = mkdtempSync(join(tmpdir(), 'crossdock-test-'));
  // As root the server runs as another user, who must reach it.
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory, durable: false });
  console.log('PostgreSQL: embedded (set DATABASE_URL to use another)');
  stops.push(async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return server.url;
}

async function rabbitmq(stops) {
  if (process.env.AMQP_URL) return process.env.AMQP_URL;
  const local = 'amqp://guest:guest@127.0.0.1:5672';
  if (await answers(5672)) {
    console.log('RabbitMQ: the one on this machine (set AMQP_URL to use another)');
    return local;
  }
  installDebianPackage('rabbitmq-server', '/usr/sbin/rabbitmq-server', 'RabbitMQ');
  // The package may have started it already.
  if (!(await answersWithin(5672, 5))) {
    const data = mkdtempSync(join(tmpdir(), 'crossdock-rabbitmq-'));
    spawnSync('chmod', ['777', data]);
    const server = spawn('rabbitmq-server', [], {
      stdio: 'ignore',
      env: {
        ...process.env,
        RABBITMQ_NODENAME: `crossdock-test-${process.pid}@localhost`,
        RABBITMQ_MNESIA_BASE: data,
        RABBITMQ_LOG_BASE: data,
        RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
        RABBITMQ_PID_FILE: join(data, 'pid'),
      },
    });
    stops.push(
      () =>
        new Promise((resolve) => {
          server.once('exit', () => {
            rmSync(data, { recursive: true, force: true });
            resolve();
          });
          server.kill('SIGTERM');
        }),
    );
    if (!(await answersWithin(5672, 90)))
      throw new Error('RabbitMQ was started but does not answer on port 5672.');
  }
  console.log('RabbitMQ: started for the tests');
  return local;
}

/** Makes sure that a browser is there and returns its path. */
export function chromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return given;
  const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  if (found) return found;
  installDebianPackage('chromium', '/usr/bin/chromium', 'Chromium');
  return '/usr/bin/chromium';
}

/** Path of a helm: given, found, or built with Go into a cache outside of the tree; '' where none of that is possible. */
export function helm() {
  if (process.env.HELM_PATH) return process.env.HELM_PATH;
  if (runs('helm', ['version'])) return 'helm';
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'crossdock-tools', `helm-${HELM_VERSION}`);
  const program = join(folder, 'helm');
  if (!existsSync(program) && runs('go', ['version'])) {
    console.log('Helm: building it with Go (once, some minutes) ...');
    runs('go', ['install', `helm.sh/helm/v3/cmd/helm@${HELM_VERSION}`], { ...process.env, GOBIN: folder });
  }
  if (existsSync(program)) return program;
  console.log('Helm: there is none, so the chart is not tested (install helm or Go, or set HELM_PATH)');
  return '';
}

const runs = (program, args, env = process.env) =>
  spawnSync(program, args, { stdio: 'ignore', env }).status === 0;

/** Installs a package of Debian's where this user may; else throws one line that says what to do. */
function installDebianPackage(name, program, title) {
  if (existsSync(program)) return;
  const may = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (may) {
    console.log(`${title}: installing Debian's ${name} ...`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { stdio: 'ignore', env });
    if (existsSync(program)) return;
  }
  const setting = name === 'chromium' ? 'CHROMIUM_PATH' : 'AMQP_URL';
  throw new Error(`${title} is needed: install it (on Debian: apt-get install ${name}) or set ${setting}.`);
}

async function answersWithin(port, seconds) {
  for (let second = 0; second < seconds; second++) {
    if (await answers(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return answers(port);
}

/** Whether an AMQP broker listens: it closes a connection that does not speak AMQP with its own protocol header. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const done = (yes) => {
      socket.destroy();
      resolve(yes);
    };
    socket.setTimeout(2000, () => done(false));
    socket.once('error', () => done(false));
    socket.once('connect', () => socket.write('????????'));
    socket.once('data', (data) => done(data.subarray(0, 4).toString() === 'AMQP'));
  });
}
