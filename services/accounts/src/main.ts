import { AmqpTransport, createEventStrategy } from '@crossdock/messaging';
import { runService } from '@crossdock/platform';
import { AccountsModule } from './accounts.module';

void runService('accounts', (config) => {
  const transport = AmqpTransport.forService(config);
  return { module: AccountsModule.forRuntime({ config, transport }), strategy: createEventStrategy };
});
