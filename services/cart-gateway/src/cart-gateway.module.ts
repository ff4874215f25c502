import { ConnectorCatalogue, ConnectorHostModule, hostOptionsOf } from '@crossdock/connector-host';
import type { CartConnector } from '@crossdock/connector-sdk';
import { cartConnectors } from '@crossdock/connectors/carts';
import { CartConnectionChanged } from '@crossdock/domain';
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
import {
  DEFAULT_RECHECK_LIMIT,
  RECHECK_OPTIONS,
  type CartGatewayOptions,
  type RecheckOptions,
} from './cart-gateway-options';
import { CartConnectionsController } from './connections/cart-connections.controller';
import { CartConnectors } from './connectors/cart-connectors';
import { hostedCart } from './connectors/hosted-cart';
import { migrations } from './migrations';
import { OrderDownload } from './orders/order-download';
import { ShipmentIntents } from './shipments/shipment-intent';
import { StockIntents } from './stock/stock-intent';
import { RunsHandler } from './work/runs.handler';
import { UploadsHandler } from './work/uploads.handler';

export interface CartGatewayRuntime {
  readonly config: ServiceConfig;
  readonly transport: EventTransport;
  /** All of the registry unless given. */
  readonly connectors?: readonly CartConnector[];
  readonly options?: Partial<CartGatewayOptions>;
}

/** Speaks with carts: reads their orders, writes shipments and stock. Decides nothing about them. */
@Module({})
export class CartGatewayModule {
  static forRuntime(runtime: CartGatewayRuntime): DynamicModule {
    const { config, transport, connectors = cartConnectors, options = {} } = runtime;
    const hosted = connectors.map(hostedCart);
    return {
      module: CartGatewayModule,
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
          connectionChanged: CartConnectionChanged,
          pullFunctions: [OrderDownload],
          intentKinds: [ShipmentIntents, StockIntents],
          providers: [
            { provide: CartConnectors, useValue: new CartConnectors(connectors) },
            { provide: RECHECK_OPTIONS, useValue: { ...recheckOptions(config), ...options } },
          ],
          options: { ...hostOptionsOf(config), ...options },
        }),
      ],
      controllers: [CartConnectionsController, RunsHandler, UploadsHandler],
      providers: [readinessCheck('broker', () => transport.ready())],
    };
  }
}

function recheckOptions({ openOrderRecheckSeconds }: ServiceConfig): RecheckOptions {
  return { recheckAfterMs: openOrderRecheckSeconds * 1000, recheckLimit: DEFAULT_RECHECK_LIMIT };
}
