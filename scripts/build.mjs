// npm run build: compiles the programs to dist/ and the web application to dist/web (only when its files changed).
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, root } from './steps.mjs';

const dist = join(root, 'dist');
const web = join(root, 'apps', 'web');
const bin = (name) => join(root, 'node_modules', '.bin', name);

mkdirSync(dist, { recursive: true });
for (const entry of readdirSync(dist)) {
  if (!['web', 'web.inputs'].includes(entry)) rmSync(join(dist, entry), { recursive: true, force: true });
}
const sources = ['libs', 'services', 'apps', 'connectors', 'tools', 'e2e'];
must(bin('swc'), [
  ...[...sources, '--out-dir', 'dist', '--quiet'],
  ...['--ignore', '**/*.spec.ts', '--ignore', 'apps/web/**'],
]);

const inputs = hashOf([
  join(root, 'package-lock.json'),
  ...['index.html', 'vite.config.mjs', 'tsconfig.json'].map((name) => join(web, name)),
  ...['public', 'src'].flatMap((name) => filesBelow(join(web, name))),
]);
const stamp = join(dist, 'web.inputs');
const built = existsSync(join(dist, 'web', 'index.html')) && existsSync(stamp);
if (!built || readFileSync(stamp, 'utf8') !== inputs) {
  must(bin('vite'), ['build', '--config', 'apps/web/vite.config.mjs', '--logLevel', 'warn']);
  writeFileSync(stamp, inputs);
}

function filesBelow(directory) {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
