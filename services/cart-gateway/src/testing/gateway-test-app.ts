import type { HostOptions } from '@crossdock/connector-host';
import { startTestGateway, type GatewayTestApp } from '@crossdock/connector-host/testing';
import type { CartConnector } from '@crossdock/connector-sdk';
import { CartGatewayModule } from '../cart-gateway.module';
import { testCart } from './test-cart';

export { eventually, type GatewayTestApp } from '@crossdock/connector-host/testing';

export function startGateway(
  options: Partial<HostOptions> = {},
  connector: CartConnector = testCart(),
): Promise<GatewayTestApp> {
  return startTestGateway({
    service: 'cart-gateway',
    module: (runtime) => CartGatewayModule.forRuntime({ ...runtime, connectors: [connector] }),
    options,
  });
}
