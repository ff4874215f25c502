import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { MessagingModule, type EventTransport } from '@crossdock/messaging';
import { DatabaseModule, type ServiceConfig } from '@crossdock/platform';
import { AlertsModule } from './alerts/alerts.module';
import { CarrierMappingsModule } from './carrier-mappings/carrier-mappings.module';
import { ConnectionsModule } from './connections/connections.module';
import { entities } from './entities';
import { migrations } from './migrations';
import { RunsModule } from './runs/runs.module';
import { ShipmentUploadsModule } from './shipment-uploads/shipment-uploads.module';
import { ShipmentsModule } from './shipments/shipments.module';
import { SignalsModule } from './signals/signals.module';
import { TimelineModule } from './timeline/timeline.module';

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
        MessagingModule.forService({ service: config.service, transport }),
        ScheduleModule.forRoot(),
        AlertsModule,
        CarrierMappingsModule,
        ConnectionsModule,
        RunsModule,
        ShipmentUploadsModule,
        ShipmentsModule,
        SignalsModule,
        TimelineModule,
      ],
    };
  }
}
