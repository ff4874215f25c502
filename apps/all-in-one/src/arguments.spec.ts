import { join } from 'node:path';
import { parseArguments } from './arguments';

const defaults = { once: false, demo: true, port: null, dataDirectory: join(process.cwd(), '.crossdock') };

describe('parseArguments', () => {
  it('runs the demo when nothing is said', () => {
    expect(parseArguments([], {})).toEqual(defaults);
  });

  it('takes options before the environment', () => {
    expect(
      parseArguments(['--once', '--port', '0', '--data-dir', '/d', '--no-demo'], {
        PORT: '99',
        CROSSDOCK_DATA_DIR: '/e',
      }),
    ).toEqual({ once: true, demo: false, port: 0, dataDirectory: '/d' });
    expect(parseArguments([], { PORT: '99', CROSSDOCK_DATA_DIR: '/e' })).toEqual({
      ...defaults,
      port: 99,
      dataDirectory: '/e',
    });
  });

  it('refuses what it does not know and ports that cannot be', () => {
    expect(() => parseArguments(['--onec'], {})).toThrow(/--onec/);
    expect(() => parseArguments(['--port', '70000'], {})).toThrow(/70000/);
  });

  it('explains itself', () => {
    expect(parseArguments(['--help'], {})).toBe('help');
  });
});
