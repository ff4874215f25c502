// npm run services: the five services as separate processes over RabbitMQ and PostgreSQL, and a front door.
//
//   npm run services -- [--replicas <service>=<n>] ...
//
// Environment: DATABASE_URL, AMQP_URL, CROSSDOCK_DATA_KEYS; PORT of the front door (4000); <SERVICE>_PORT, such as
// ACCOUNTS_PORT (4001..4005); replica n of a service listens 100 * (n - 1) above its port.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build, install, root } from './steps.mjs';

const SERVICES = {
  accounts: 4001,
  scheduler: 4002,
  'cart-gateway': 4003,
  'wms-gateway': 4004,
  'sync-ledger': 4005,
};

for (const [name, example] of [
  ['DATABASE_URL', 'postgres://user:password@127.0.0.1:5432/crossdock'],
  ['AMQP_URL', 'amqp://guest:guest@127.0.0.1:5672'],
]) {
  if (process.env[name]) continue;
  console.error(
    `${name} is not set. Give an address such as ${example}, or use "npm start", which needs neither.`,
  );
  process.exit(1);
}
const replicas = parseReplicas(process.argv.slice(2));
install();
build();

const host = process.env.HOST ?? '127.0.0.1';
const frontPort = Number(process.env.PORT ?? 4000);
const dataKeys = process.env.CROSSDOCK_DATA_KEYS ?? keysOfThisMachine();
const upstreams = Object.entries(SERVICES).map(([service, standard]) => {
  const first = Number(process.env[`${service.toUpperCase().replaceAll('-', '_')}_PORT`] ?? standard);
  const ports = Array.from({ length: replicas[service] ?? 1 }, (_, index) => first + 100 * index);
  return { service, ports };
});
const accountsPort = upstreams.find(({ service }) => service === 'accounts').ports[0];
const shared = {
  ...process.env,
  HOST: host,
  CROSSDOCK_DATA_KEYS: dataKeys,
  JWKS_URL: process.env.JWKS_URL ?? `http://127.0.0.1:${accountsPort}/api/v1/auth/jwks.json`,
  PUBLIC_URL: process.env.PUBLIC_URL ?? `http://127.0.0.1:${frontPort}`,
};

const running = new Set();
let stopping = false;
for (const { service, ports } of upstreams) {
  ports.forEach((port, index) =>
    run(ports.length > 1 ? `${service}#${index + 1}` : service, `services/${service}/src/main.js`, {
      PORT: port,
    }),
  );
}
run('front-door', 'apps/front-door/src/main.js', {
  PORT: frontPort,
  UPSTREAMS: upstreams
    .map(({ service, ports }) => `${service}=${ports.map((port) => `http://127.0.0.1:${port}`).join('|')}`)
    .join(','),
});
console.log(
  `Web: http://${host}:${frontPort}   API: http://${host}:${frontPort}/api/v1   (Ctrl-C stops all)`,
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(0));

function run(name, file, env) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', file)], {
    cwd: root,
    env: {
      ...shared,
      ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, String(value)])),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C reaches this program alone, which then stops the others in order.
    detached: true,
  });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => console.log(`${name.padEnd(14)} ${line}`));
  }
  child.on('exit', (code) => {
    running.delete(child);
    if (!stopping) {
      console.error(`${name} ended (code ${code}); stopping the others.`);
      stopAll(1);
    } else if (running.size === 0) process.exit();
  });
}

function stopAll(code) {
  if (stopping) return;
  stopping = true;
  process.exitCode = code;
  if (running.size === 0) process.exit();
  for (const child of running) child.kill('SIGTERM');
}

function parseReplicas(args) {
  const wanted = {};
  for (let index = 0; index < args.length; index += 2) {
    const [service, count] = (args[index + 1] ?? '').split('=');
    if (args[index] !== '--replicas' || !(service in SERVICES) || !/^[1-9]$/.test(count ?? '')) {
      console.error(
        `Usage: npm run services -- [--replicas <${Object.keys(SERVICES).join('|')}>=<1..9>] ...`,
      );
      process.exit(1);
    }
    wanted[service] = Number(count);
  }
  return wanted;
}

/** Keys that seal credentials and recipients, made once and kept beside the demo's data. */
function keysOfThisMachine() {
  const folder = process.env.CROSSDOCK_DATA_DIR ?? join(root, '.crossdock');
  const file = join(folder, 'data-keys');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `v1:${randomBytes(32).toString('base64')}`, { mode: 0o600 });
    console.log(`Made data keys in ${file}; set CROSSDOCK_DATA_KEYS to use others.`);
  }
  return readFileSync(file, 'utf8').trim();
}
