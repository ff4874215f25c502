import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { ShipmentUploadsModule } from '../shipment-uploads/shipment-uploads.module';
import { OrderMetricsModule } from '../metrics/order-metrics.module';
import { TicksModule } from '../ticks/ticks.module';
import { TimelineModule } from '../timeline/timeline.module';
import { OrderShipping } from './order-shipping.service';
import { ParcelCorrections } from './parcel-corrections.service';
import { ShipmentIntake } from './shipment-intake.service';
import { ShipmentList } from './shipment-list.service';
import { ShipmentMatching } from './shipment-matching.service';
import { ShipmentsController } from './shipments.controller';
import { ShipmentsHandler } from './shipments.handler';
import { UnmatchedSweep } from './unmatched-sweep.service';

@Module({
  imports: [AlertsModule, OrderMetricsModule, ShipmentUploadsModule, TicksModule, TimelineModule],
  controllers: [ShipmentsController, ShipmentsHandler],
  providers: [
    OrderShipping,
    ParcelCorrections,
    ShipmentIntake,
    ShipmentList,
    ShipmentMatching,
    UnmatchedSweep,
  ],
  exports: [OrderShipping, ShipmentList, ShipmentMatching],
})
export class ShipmentsModule {}
