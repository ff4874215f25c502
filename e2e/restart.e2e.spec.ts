import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually, HubApi } from '@crossdock/api-client';
import { Program } from './processes/program';

interface OrderView {
  id: string;
  state: string;
}

/** What the program prints about itself. */
interface Printed {
  url: string;
  dataDirectory: string;
  email: string;
  password: string;
}

describe('the demo in one process', () => {
  let directory: string;
  let dataDirectory: string | null = null;
  let program: Program | null = null;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'crossdock-e2e-'));
    // As root PostgreSQL runs as another user, who must get here.
    chmodSync(directory, 0o755);
  });
  afterAll(async () => {
    if (program?.running) {
      program.send('SIGINT');
      await program.exited;
    }
    rmSync(directory, { recursive: true, force: true });
    if (dataDirectory) rmSync(dirname(dataDirectory), { recursive: true, force: true });
  }, 60_000);

  async function start(): Promise<Printed> {
    program = new Program('apps/all-in-one/src/main.js', {
      args: ['--port', '0', '--data-dir', directory],
    });
    const printed = async (pattern: RegExp) => pattern.exec(await (program as Program).line(pattern)) ?? [];
    await printed(/^Crossdock is up after [\d.]+ s\.$/);
    const [, url = ''] = await printed(/^ {2}Web +(http:\S+)$/);
    const [, data = ''] = await printed(/^ {2}Data +(\S+)$/);
    const [, email = '', password = ''] = await printed(/^ {2}Demo 3PL +(\S+), password (\S+)$/);
    dataDirectory = data;
    return { url, dataDirectory: data, email, password };
  }

  async function ordersOf({ url, ...login }: Printed): Promise<OrderView[]> {
    const api = new HubApi(url, login);
    try {
      return await api.all<OrderView>('/orders');
    } finally {
      await api.close();
    }
  }

  const postmaster = ({ dataDirectory: folder }: Printed) =>
    Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);

  it('says where to look, tells what moves, and stops cleanly on Ctrl-C', async () => {
    const printed = await start();
    const server = postmaster(printed);
    const running = program as Program;
    await running.line(
      /^\d\d:\d\d:\d\d {2}(Harbor Coffee|Alpine Trail) +.*orders? delivered to the warehouse/,
    );
    await running.line(/tracking of \d+ parcels? told to the shop/);
    expect(await (await fetch(`${printed.url}/api/v1/openapi.json`)).json()).toMatchObject({
      openapi: expect.stringMatching(/^3/),
    });

    const began = Date.now();
    running.send('SIGINT');
    expect(await running.exited).toEqual({ code: 0, signal: null });
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(running.lines.at(-1)).toBe('Stopped. The data is kept; the next start goes on from here.');
    await ended(server);
    expect(existsSync(join(printed.dataDirectory, 'postmaster.pid'))).toBe(false);
  }, 120_000);

  it('goes on with the same data, also after it was killed', async () => {
    const second = await start();
    const before = await ordersOf(second);
    expect(before.length).toBeGreaterThan(0);
    await newOrderConfirmed(second, before);
    const known = await ordersOf(second);
    const orphan = postmaster(second);
    (program as Program).send('SIGKILL');
    await (program as Program).exited;
    expect(isAlive(orphan)).toBe(true);

    const third = await start();
    expect({ email: third.email, password: third.password }).toEqual({
      email: second.email,
      password: second.password,
    });
    const kept = new Set((await ordersOf(third)).map(({ id }) => id));
    expect(known.filter(({ id }) => !kept.has(id))).toEqual([]);
    await newOrderConfirmed(third, known);
    (program as Program).send('SIGINT');
    expect(await (program as Program).exited).toEqual({ code: 0, signal: null });
    await ended(orphan);
  }, 180_000);

  async function newOrderConfirmed(printed: Printed, before: readonly OrderView[]): Promise<void> {
    const old = new Set(before.map(({ id }) => id));
    await eventually(
      'a new order to be confirmed',
      async () => (await ordersOf(printed)).some(({ id, state }) => !old.has(id) && state === 'confirmed'),
      { timeoutMs: 60_000, everyMs: 500 },
    );
  }
});

/** The server takes its lock file away a moment before it ends. */
function ended(pid: number): Promise<boolean> {
  return eventually('the end of PostgreSQL', async () => !isAlive(pid), { timeoutMs: 5_000 });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
