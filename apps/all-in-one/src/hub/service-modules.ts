import type { DynamicModule } from '@nestjs/common';
import type { InProcessTransport } from '@crossdock/messaging';
import type { ServiceConfig, ServiceName } from '@crossdock/platform';
import { AccountsModule } from '@crossdock/services/accounts';
import { CartGatewayModule } from '@crossdock/services/cart-gateway';
import { SchedulerModule } from '@crossdock/services/scheduler';
import { SyncLedgerModule } from '@crossdock/services/sync-ledger';
import { WmsGatewayModule } from '@crossdock/services/wms-gateway';

export interface ServiceRuntime {
  config: ServiceConfig;
  transport: InProcessTransport;
}

/** The five services, put together with the in-process transport. */
export const SERVICE_MODULES: Record<ServiceName, (runtime: ServiceRuntime) => DynamicModule> = {
  accounts: (runtime) => AccountsModule.forRuntime(runtime),
  scheduler: (runtime) => SchedulerModule.forRuntime({ ...runtime, secondsAllowed: true }),
  'cart-gateway': (runtime) => CartGatewayModule.forRuntime(runtime),
  'wms-gateway': (runtime) => WmsGatewayModule.forRuntime(runtime),
  'sync-ledger': (runtime) => SyncLedgerModule.forRuntime(runtime),
};
