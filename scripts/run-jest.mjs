import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './steps.mjs';

/** Where programs of packages are. */
export const bin = (name) => join(root, 'node_modules', '.bin', name);

/**
 * Runs jest with the servers it needs, keeps its report in test-results/<report>.json and prints the counts as the last
 * line. Sets the exit code.
 * @param options.servers starts what the tests need: `{ env, stop }`
 * @param options.failedBefore failures to add to the counts
 */
export async function runJest({ report, args, servers, failedBefore = 0 }) {
  const file = join(root, 'test-results', `${report}.json`);
  mkdirSync(join(root, 'test-results'), { recursive: true });
  rmSync(file, { force: true });
  let running;
  try {
    running = await servers();
    const { status } = spawnSync(bin('jest'), ['--json', `--outputFile=${file}`, ...args], {
      cwd: root,
      // A run that hangs has failed.
      timeout: 40 * 60_000,
      // The report goes to the file; what people read goes to standard error.
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...running.env },
    });
    const counts = JSON.parse(readFileSync(file, 'utf8'));
    const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites + failedBefore;
    console.log(`${counts.numPassedTests} passed, ${failed} failed, ${counts.numPendingTests} skipped`);
    process.exitCode = status === 0 && failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  } finally {
    await running?.stop();
  }
}
