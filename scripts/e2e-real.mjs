// npm run e2e:real: installs a Vendure and a Tryton outside of the tree, starts them, and moves real orders between
// them with the hub, in one process and as five.
import { build, install } from './steps.mjs';
import { runJest } from './run-jest.mjs';
import { startTestServers } from './test-servers.mjs';

install();
build();
await runJest({
  report: 'e2e-real',
  args: ['--config', 'e2e/real/jest.config.cjs', ...process.argv.slice(2)],
  servers: startTestServers,
});
