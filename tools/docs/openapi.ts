import { SERVICE_MODULES } from '../../apps/all-in-one/src/hub/service-modules';
import { InProcessTransport } from '@crossdock/messaging';
import { describeService, loadServiceConfig, mergeOpenApi, SERVICE_NAMES } from '@crossdock/platform';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The document of the whole public API, made from the services' classes; asks no server. */
export async function openApi(): Promise<OpenAPIObject> {
  const transport = new InProcessTransport();
  const documents = await Promise.all(
    SERVICE_NAMES.map(async (service) => {
      const config = loadServiceConfig(service, NOWHERE);
      const module = SERVICE_MODULES[service]({ config, transport });
      return [service, await describeService({ config, module })] as const;
    }),
  );
  return mergeOpenApi(Object.fromEntries(documents));
}

/** A complete configuration that leads to no server: nothing is started. */
const NOWHERE = {
  DATABASE_URL: 'postgres://nobody@nowhere.invalid/none',
  AMQP_URL: 'amqp://nowhere.invalid',
  CROSSDOCK_DATA_KEYS: `v1:${Buffer.alloc(32).toString('base64')}`,
  JWKS_URL: 'http://nowhere.invalid/jwks.json',
  PUBLIC_URL: 'http://127.0.0.1:4000',
};
