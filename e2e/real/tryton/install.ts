import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Activated in the database; what they depend on follows. */
export const MODULES = ['stock_package_shipping', 'stock_split'];

const PROGRAM = '/usr/bin/trytond';
const FOLDER = '/usr/lib/python3/dist-packages/trytond/modules';
const PACKAGES = [
  'tryton-server',
  'python3-psycopg2',
  ...MODULES.map((name) => `tryton-modules-${name.replaceAll('_', '-')}`),
];

/** Makes sure that Debian's Tryton is installed. Installs it as root; else says in one line what to do. */
export function installTryton(log: (line: string) => void): void {
  if (isInstalled()) return;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    log(`installing Tryton from Debian (${PACKAGES.join(' ')})`);
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    apt(['update', '-qq'], env);
    apt(['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], env);
  }
  if (!isInstalled())
    throw new Error(`Tryton is needed. On Debian 12, as root: apt-get install ${PACKAGES.join(' ')}`);
}

/** Version of the installed server, such as `6.0.29`. */
export function installedVersion(): string {
  const { stdout } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return /\d+(\.\d+)+/.exec(stdout)?.[0] ?? 'unknown';
}

function isInstalled(): boolean {
  return existsSync(PROGRAM) && MODULES.every((name) => existsSync(`${FOLDER}/${name}`));
}

function apt(args: string[], env: NodeJS.ProcessEnv): void {
  spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}
