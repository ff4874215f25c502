// npm test: checks (types, lint, import rules, format), then every test against real servers. Ends with the counts.
import { spawnSync } from 'node:child_process';
import { build, install, root } from './steps.mjs';
import { bin, runJest } from './run-jest.mjs';
import { chromium, helm, startTestServers } from './test-servers.mjs';

install();
build();

const checks = [
  ['types', 'tsc', ['--project', '.']],
  ['types of the web application', 'tsc', ['--project', 'apps/web']],
  ['lint', 'nx', ['run-many', '--targets=lint,format', '--parallel=2', '--outputStyle=static']],
  [
    'format of the root',
    'prettier',
    ['--check', '*.{json,mjs,cjs,md}', 'scripts', 'docs/**/*.md', '.dependency-cruiser.cjs'],
  ],
  [
    'import rules',
    'depcruise',
    ['apps', 'connectors', 'e2e', 'libs', 'services', 'tools', '--config', '.dependency-cruiser.cjs'],
  ],
];
const only = process.argv.slice(2);
let failedChecks = 0;
for (const [title, program, args] of only.length > 0 ? [] : checks) {
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync(bin(program), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false' },
  });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  if (status !== 0) {
    failedChecks += 1;
    console.log(stdout + stderr);
  }
}

await runJest({
  report: 'tests',
  args: only,
  servers: async () => {
    const servers = await startTestServers();
    return { ...servers, env: { ...servers.env, CHROMIUM_PATH: chromium(), HELM_PATH: helm() } };
  },
  failedBefore: failedChecks,
});
