import { parseArgs } from 'node:util';
import { join } from 'node:path';

export interface Arguments {
  /** Load a fixed set, drive the six functions until everything is confirmed, print the proof and end. */
  once: boolean;
  /** Port of the API; null = 4000, or a free one when 4000 is taken. */
  port: number | null;
  /** Where data and keys are kept. */
  dataDirectory: string;
  /** Without it the hub starts empty. */
  demo: boolean;
}

export const USAGE = `npm start -- [options]

  --once            load a fixed demo set, move it until everything is confirmed, print the proof, end
  --no-demo         start an empty hub: no demo account, shops and warehouse
  --port <n>        port of the API (default: 4000, or a free one when 4000 is taken)
  --data-dir <dir>  where data and keys are kept (default: .crossdock)
  --help            this text`;

/** @throws Error that names what is wrong with the arguments */
export function parseArguments(args: string[], env: NodeJS.ProcessEnv): Arguments | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      once: { type: 'boolean', default: false },
      'no-demo': { type: 'boolean', default: false },
      port: { type: 'string' },
      'data-dir': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const portText = values.port ?? env['PORT'];
  const port = portText === undefined ? null : Number(portText);
  if (port !== null && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new Error(`The port must be a whole number from 0 to 65535, not "${portText}".`);
  }
  return {
    once: values.once,
    demo: !values['no-demo'],
    port,
    dataDirectory: values['data-dir'] ?? env['CROSSDOCK_DATA_DIR'] ?? join(process.cwd(), '.crossdock'),
  };
}
