import { AmqpTransport, createEventStrategy } from '@crossdock/messaging';
import { runService } from '@crossdock/platform';
import { SchedulerModule } from './scheduler.module';

void runService('scheduler', (config) => {
  const transport = AmqpTransport.forService(config);
  return { module: SchedulerModule.forRuntime({ config, transport }), strategy: createEventStrategy };
});
