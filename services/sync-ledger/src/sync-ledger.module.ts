import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { MessagingModule, type EventTransport } from '@crossdock/messaging';
import { DatabaseModule, messagingMetrics, Metrics, type ServiceConfig } from '@crossdock/platform';
import { AlertsModule } from './alerts/alerts.module';
import { CarrierMappingsModule } from './carrier-mappings/carrier-mappings.module';
import { ConnectionEventsModule } from './connections/connection-events.module';
import { DeliveriesModule } from './deliveries/deliveries.module';
import { entities } from './entities';
import { HousekeepingModule } from './housekeeping/housekeeping.module';
import { IntakeModule } from './intake/intake.module';
import { InventoryModule } from './inventory/inventory.module';
import { InventoryUploadsModule } from './inventory-uploads/inventory-uploads.module';
import { migrations } from './migrations';
import { OrderActionsModule } from './order-actions/order-actions.module';
import { OrderRulesModule } from './order-rules/order-rules.module';
import { OrdersModule } from './orders/orders.module';
import { ProofModule } from './proof/proof.module';
import { RunsModule } from './runs/runs.module';
import { ShipmentUploadsModule } from './shipment-uploads/shipment-uploads.module';
import { ShipmentsModule } from './shipments/shipments.module';
import { ShipMethodsModule } from './ship-methods/ship-methods.module';
import { SkippedOrdersModule } from './skipped-orders/skipped-orders.module';

export interface LedgerRuntime {
  readonly config: ServiceConfig;
  readonly transport: EventTransport;
}

/** Owns every order, shipment and stock level, and every rule about them. */
@Module({})
export class SyncLedgerModule {
  static forRuntime({ config, transport }: LedgerRuntime): DynamicModule {
    return {
      module: SyncLedgerModule,
      imports: [
        DatabaseModule.forService({ config, entities, migrations }),
        MessagingModule.forService({
          service: config.service,
          transport,
          relay: { leaseMs: config.leaseSeconds * 1000 },
          metrics: { inject: [Metrics], useFactory: messagingMetrics },
        }),
        ScheduleModule.forRoot(),
        AlertsModule,
        CarrierMappingsModule,
        ConnectionEventsModule,
        DeliveriesModule,
        HousekeepingModule,
        IntakeModule,
        OrderActionsModule,
        OrderRulesModule,
        OrdersModule,
        InventoryModule,
        InventoryUploadsModule,
        ProofModule,
        RunsModule,
        ShipmentUploadsModule,
        ShipmentsModule,
        ShipMethodsModule,
        SkippedOrdersModule,
      ],
    };
  }
}
