import { AmqpTransport, createEventStrategy } from '@crossdock/messaging';
import { runService } from '@crossdock/platform';
import { CartGatewayModule } from './cart-gateway.module';

void runService('cart-gateway', (config) => {
  const transport = AmqpTransport.forService(config);
  return { module: CartGatewayModule.forRuntime({ config, transport }), strategy: createEventStrategy };
});
