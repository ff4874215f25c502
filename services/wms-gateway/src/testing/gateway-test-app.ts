import type { HostOptions } from '@crossdock/connector-host';
import { startTestGateway, type GatewayTestApp } from '@crossdock/connector-host/testing';
import type { WmsConnector } from '@crossdock/connector-sdk';
import { WmsGatewayModule } from '../wms-gateway.module';
import { testWms } from './test-wms';

export { eventually, type GatewayTestApp } from '@crossdock/connector-host/testing';

export function startGateway(
  options: Partial<HostOptions> = {},
  connector: WmsConnector = testWms(),
): Promise<GatewayTestApp> {
  return startTestGateway({
    service: 'wms-gateway',
    module: (runtime) => WmsGatewayModule.forRuntime({ ...runtime, connectors: [connector] }),
    options,
  });
}
