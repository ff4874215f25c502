import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fleet } from '../../processes/fleet';
import { Program } from '../../processes/program';

/** A late change of an order that moves no stamp is found by reading open orders again: here after a second. */
const ENVIRONMENT = { OPEN_ORDER_RECHECK_SECONDS: '1', LOG_LEVEL: 'warn' };

/** A hub that runs as users run it: compiled programs, as processes of their own. */
export interface HubProgram {
  /** Where the API answers, without `/api/v1`. */
  url: string;
  /** SIGTERM to everything; resolves with the exit codes. */
  stop(): Promise<(number | null)[]>;
}

/** `npm start -- --no-demo`: embedded PostgreSQL and the in-process transport. */
export async function startInOneProcess(): Promise<HubProgram> {
  const data = await mkdtemp(join(tmpdir(), 'crossdock-real-'));
  // As root the hub's PostgreSQL runs as another user, who must reach it.
  await chmod(data, 0o755);
  const args = ['--no-demo', '--port', '0', '--data-dir', data];
  const program = new Program('apps/all-in-one/src/main.js', { args, env: ENVIRONMENT });
  const said = await program.line(/API\s+http:\/\/127\.0\.0\.1:\d+\/api\/v1/);
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
  return {
    url,
    stop: async () => {
      program.send('SIGTERM');
      const { code } = await program.exited;
      await rm(data, { recursive: true, force: true });
      return [code];
    },
  };
}

/** `npm run services`: five services over RabbitMQ and PostgreSQL behind the front door. */
export async function startInFiveProcesses(): Promise<HubProgram> {
  const fleet = await Fleet.start({ replicas: 1, env: ENVIRONMENT });
  return {
    url: fleet.url,
    stop: async () => {
      const stopped = await fleet.stopAll();
      await fleet.close();
      return stopped.map(({ code }) => code);
    },
  };
}
