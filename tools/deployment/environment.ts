import { loadServiceConfig, type ServiceConfig, type ServiceName } from '@crossdock/platform';

/** What secrets stand for in tests. */
export const SECRETS = {
  DATABASE_URL: 'postgres://crossdock:secret@postgres:5432/crossdock',
  AMQP_URL: 'amqp://crossdock:secret@rabbitmq:5672',
  CROSSDOCK_DATA_KEYS: `v1:${Buffer.alloc(32, 1).toString('base64')}`,
};

/** What a service would read of an environment, without the secrets: what a deployment decides about it. */
export function readBy(
  service: ServiceName,
  env: NodeJS.ProcessEnv,
): Pick<ServiceConfig, 'host' | 'port' | 'jwksUrl' | 'publicUrl' | 'connectors' | 'amqpPrefix'> {
  const { host, port, jwksUrl, publicUrl, connectors, amqpPrefix } = loadServiceConfig(service, env);
  return { host, port, jwksUrl, publicUrl, connectors, amqpPrefix };
}
