import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export const VENDURE_VERSION = '3.7.3';
const PACKAGES = [`@vendure/core@${VENDURE_VERSION}`, 'pg@8.23.1'];

/**
 * Installs Vendure from npm unless this version is there already, and returns its folder. None of the packages needs
 * its install script.
 */
export async function installVendure(cache: string, log: (line: string) => void): Promise<string> {
  const folder = join(cache, 'vendure', VENDURE_VERSION);
  if (!existsSync(folder)) {
    log(`installing Vendure ${VENDURE_VERSION} from npm into ${folder}`);
    const unfinished = `${folder}.${process.pid}.unfinished`;
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, 'package.json'), JSON.stringify({ private: true }));
    await promisify(execFile)(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact', ...PACKAGES],
      { cwd: unfinished, maxBuffer: 64 * 1024 * 1024 },
    );
    await rename(unfinished, folder).catch(async (error: NodeJS.ErrnoException) => {
      // Another run was faster.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      await rm(unfinished, { recursive: true });
    });
  }
  await copyFile(join(__dirname, 'server.template.cjs'), join(folder, 'server.cjs'));
  return folder;
}
