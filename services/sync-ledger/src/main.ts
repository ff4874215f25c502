import { AmqpTransport, createEventStrategy } from '@crossdock/messaging';
import { runService } from '@crossdock/platform';
import { SyncLedgerModule } from './sync-ledger.module';

void runService('sync-ledger', (config) => ({
  module: SyncLedgerModule.forRuntime({ config, transport: AmqpTransport.forService(config) }),
  strategy: createEventStrategy,
}));
