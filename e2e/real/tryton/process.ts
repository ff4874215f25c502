import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 10_000;

export interface TrytonProcess {
  url: string;
  stop(): Promise<void>;
}

/** Runs a Tryton server as a process of its own until it answers. Its log goes to `logFile`. */
export async function runTryton(
  config: string,
  database: string,
  port: number,
  logFile: string,
): Promise<TrytonProcess> {
  const output = openSync(logFile, 'a');
  const child = spawn('trytond', ['-c', config, '-d', database], { stdio: ['ignore', output, output] });
  closeSync(output);
  const url = `http://127.0.0.1:${port}`;
  const stop = () => end(child);
  try {
    await ready(child, url);
  } catch (error) {
    await stop();
    throw new Error(`Tryton did not start; its log is ${logFile}`, { cause: error });
  }
  return { url, stop };
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`ended with code ${child.exitCode}`);
    if (Date.now() > deadline) throw new Error(`no answer within ${READY_WITHIN_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether something answers HTTP there, whatever it says. */
function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(url, (response) => {
      response.resume();
      resolve(true);
    });
    request.setTimeout(5000, () => request.destroy());
    request.once('error', () => resolve(false));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(timer);
}
