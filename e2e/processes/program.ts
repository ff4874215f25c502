import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = process.cwd();
const KEPT_LINES = 400;
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 120_000;

export interface ProgramExit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** A program of the build, running as a process of its own, with what it prints. */
export class Program {
  readonly lines: string[] = [];
  readonly exited: Promise<ProgramExit>;
  private readonly child: ChildProcess;

  /** @param file below `dist`, such as `services/accounts/src/main.js` */
  constructor(
    private readonly file: string,
    { args = [], env = {} }: { args?: readonly string[]; env?: Readonly<Record<string, string>> } = {},
  ) {
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', file), ...args], {
      cwd: ROOT,
      // Nothing else of the test's own environment: a program must live on what it is told.
      env: { PATH, HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.hear(line));
    }
    this.exited = new Promise((resolve) =>
      this.child.on('exit', (code, signal) => resolve({ code, signal })),
    );
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error(`${this.file} did not start`);
    return this.child.pid;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  send(signal: NodeJS.Signals): void {
    process.kill(this.pid, signal);
  }

  /**
   * Asks again and again until the answer is yes.
   * @throws Error with what the program printed last when it has ended, or when it takes too long
   */
  async until(failure: string, ask: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await ask())) {
      const what = this.running ? failure : 'has ended';
      if (!this.running || Date.now() > deadline) {
        throw new Error(`${this.file} ${what}. It printed:\n${this.lines.join('\n')}`);
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Waits for a line, also one that was printed before. */
  async line(pattern: RegExp): Promise<string> {
    let found: string | undefined;
    await this.until(`did not print ${String(pattern)}`, () => {
      found = this.lines.find((line) => pattern.test(line));
      return found !== undefined;
    });
    return found as unknown as string;
  }

  private hear(line: string): void {
    this.lines.push(line);
    if (this.lines.length > KEPT_LINES) this.lines.shift();
  }
}
