// npm run dead-letters: what a service gave up on. Builds only when nothing is built: a hub may be running from dist/.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root, runUntilItEnds } from './steps.mjs';

const program = 'tools/dead-letters/main.js';
if (!existsSync(join(root, 'dist', program))) {
  install();
  build();
}
runUntilItEnds(program, process.argv.slice(2));
