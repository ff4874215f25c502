import {
  ConnectorCatalogue,
  ConnectorHostModule,
  hostOptionsOf,
  type HostOptions,
} from '@crossdock/connector-host';
import type { WmsConnector } from '@crossdock/connector-sdk';
import { wmsConnectors } from '@crossdock/connectors/wms';
import { WmsConnectionChanged } from '@crossdock/domain';
import { MessagingModule, type EventTransport } from '@crossdock/messaging';
import {
  DatabaseModule,
  messagingMetrics,
  Metrics,
  readinessCheck,
  type ServiceConfig,
} from '@crossdock/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { WmsConnectionsController } from './connections/wms-connections.controller';
import { hostedWms } from './connectors/hosted-wms';
import { WmsConnectors } from './connectors/wms-connectors';
import { migrations } from './migrations';
import { CancellationIntents } from './orders/cancellation-intent';
import { OrderIntents } from './orders/order-intent';
import { ShippingConfirmations } from './shipments/shipping-confirmations';
import { StockSnapshot } from './stock/stock-snapshot';
import { OrdersHandler } from './work/orders.handler';
import { RunsHandler } from './work/runs.handler';

export interface WmsGatewayRuntime {
  readonly config: ServiceConfig;
  readonly transport: EventTransport;
  /** All of the registry unless given. */
  readonly connectors?: readonly WmsConnector[];
  readonly options?: Partial<HostOptions>;
}

/** Speaks with warehouses: writes orders and cancellations, reads shipments and stock. Decides nothing about them. */
@Module({})
export class WmsGatewayModule {
  static forRuntime(runtime: WmsGatewayRuntime): DynamicModule {
    const { config, transport, connectors = wmsConnectors, options = {} } = runtime;
    const hosted = connectors.map(hostedWms);
    return {
      module: WmsGatewayModule,
      imports: [
        DatabaseModule.forService({ config, entities: [], migrations }),
        MessagingModule.forService({
          service: config.service,
          transport,
          relay: { leaseMs: config.leaseSeconds * 1000 },
          connectors: new ConnectorCatalogue(hosted, config.connectors).served,
          metrics: { inject: [Metrics], useFactory: messagingMetrics },
        }),
        ScheduleModule.forRoot(),
        ConnectorHostModule.forGateway({
          connectors: hosted,
          served: config.connectors,
          connectionChanged: WmsConnectionChanged,
          pullFunctions: [ShippingConfirmations, StockSnapshot],
          intentKinds: [OrderIntents, CancellationIntents],
          providers: [{ provide: WmsConnectors, useValue: new WmsConnectors(connectors) }],
          options: { ...hostOptionsOf(config), ...options },
        }),
      ],
      controllers: [WmsConnectionsController, RunsHandler, OrdersHandler],
      providers: [readinessCheck('broker', () => transport.ready())],
    };
  }
}
