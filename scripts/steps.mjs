import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs a program in the project's root and shows what it prints. Ends this process when the program fails. */
export function must(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit', ...options });
  if (result.error) {
    console.error(`${program} could not be started: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Installs what package-lock.json names, unless that was done since it last changed. */
export function install() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Crossdock needs Node 20.19 or newer; this is ${process.version}.`);
    process.exit(1);
  }
  const marker = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing packages (once, about a minute) ...');
  must(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles everything to dist/. */
export function build() {
  console.log('Building ...');
  must(npm, ['run', '--silent', 'build']);
}

/**
 * Runs a compiled program until it ends, passes on its exit code, and leaves it the time to stop by itself: Ctrl-C
 * reaches the program through the terminal, a SIGTERM is handed on.
 */
export function runUntilItEnds(file, args) {
  const child = spawn(process.execPath, ['--enable-source-maps', join(root, 'dist', file), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
