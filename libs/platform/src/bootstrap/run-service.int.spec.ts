import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../testing/free-port';

const HOOK = resolve(__dirname, '../testing/typescript-hook.cjs');
const SERVICE = resolve(__dirname, '../testing/fixtures/idle-service.ts');
const START_MS = 20_000;

const env = {
  HOST: '127.0.0.1',
  DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
  AMQP_URL: 'amqp://127.0.0.1:1',
  CROSSDOCK_DATA_KEYS: `v1:${Buffer.alloc(32).toString('base64')}`,
};

interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  output(): string;
}

function run(environment: NodeJS.ProcessEnv): Run {
  const child = spawn(process.execPath, ['-r', HOOK, SERVICE], { env: environment });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exit, output: () => text };
}

async function untilUp({ child, output }: Run): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!output().includes('The service is up.')) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`not up: ${output()}`);
    await sleep(50);
  }
}

describe('runService', () => {
  const started: Run[] = [];
  const start = (environment: NodeJS.ProcessEnv) => {
    const service = run(environment);
    started.push(service);
    return service;
  };
  afterEach(() => {
    for (const { child } of started.splice(0)) child.kill('SIGKILL');
  });

  it(
    'answers the request in flight after SIGTERM and ends with 0',
    async () => {
      const port = await freePort();
      const service = start({ ...env, PORT: String(port) });
      await untilUp(service);
      const answer = fetch(`http://127.0.0.1:${port}/api/v1/slow`, { headers: { connection: 'close' } });
      await sleep(200);
      service.child.kill('SIGTERM');
      await sleep(50);
      expect(await (await answer).json()).toEqual({ done: true });
      expect(await service.exit).toBe(0);
    },
    START_MS * 2,
  );

  it(
    'logs an error that nobody caught and ends with 1',
    async () => {
      const port = await freePort();
      const service = start({ ...env, PORT: String(port) });
      await untilUp(service);
      await fetch(`http://127.0.0.1:${port}/api/v1/slow/bug`).catch(() => null);
      expect(await service.exit).toBe(1);
      expect(service.output()).toContain('nobody catches this');
    },
    START_MS * 2,
  );

  it(
    'ends with 1 and says what is wrong with the environment',
    async () => {
      const service = start({ ...env, CROSSDOCK_DATA_KEYS: '', PORT: 'x' });
      expect(await service.exit).toBe(1);
      expect(service.output()).toContain('PORT: give a whole number from 0 to 65535');
      expect(service.output()).toContain('CROSSDOCK_DATA_KEYS: give');
    },
    START_MS,
  );
});
