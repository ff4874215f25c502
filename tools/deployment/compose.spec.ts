import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICE_NAMES } from '@crossdock/platform';
import { parse } from 'yaml';
import { root } from './chart';
import { readBy, SECRETS } from './environment';

interface ComposeService {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on: Readonly<Record<string, unknown>> | readonly string[];
}

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, ComposeService> };

/** As compose fills variables in: what it is given, or the default that the file names. */
const filledIn = (environment: ComposeService['environment']): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      value
        .replace(/^\$\{CROSSDOCK_DATA_KEYS:\?.*\}$/, SECRETS.CROSSDOCK_DATA_KEYS)
        .replace(/^\$\{\w+:-(.*)\}$/, '$1'),
    ]),
  );

describe('docker-compose.yml', () => {
  it.each(SERVICE_NAMES)('gives %s an environment that it starts with', (name) => {
    const service = services[name] as ComposeService;
    expect(readBy(name, filledIn(service.environment))).toEqual({
      host: '0.0.0.0',
      port: 4000,
      jwksUrl: 'http://accounts:4000/api/v1/auth/jwks.json',
      publicUrl: 'http://127.0.0.1:4000',
      connectors: null,
      amqpPrefix: '',
    });
    expect(Object.keys(service.depends_on)).toEqual(['postgres', 'rabbitmq']);
  });

  it('shows the front door where each service is', () => {
    const { environment, depends_on } = services['front-door'] as ComposeService;
    expect(environment['UPSTREAMS']).toBe(
      SERVICE_NAMES.map((name) => `${name}=http://${name}:4000`).join(','),
    );
    expect(depends_on).toEqual(SERVICE_NAMES);
  });

  it('runs programs that the image has', () => {
    const programs = [...SERVICE_NAMES, 'front-door'].map((name) => services[name]?.command.at(-1) as string);
    const sources = programs.map((file) => file.replace('dist/', '').replace('.js', '.ts'));
    expect(sources.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});
