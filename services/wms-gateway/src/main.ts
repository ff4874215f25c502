import { AmqpTransport, createEventStrategy } from '@crossdock/messaging';
import { runService } from '@crossdock/platform';
import { WmsGatewayModule } from './wms-gateway.module';

void runService('wms-gateway', (config) => {
  const transport = AmqpTransport.forService(config);
  return { module: WmsGatewayModule.forRuntime({ config, transport }), strategy: createEventStrategy };
});
