import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { ConnectionsModule } from '../connections/connections.module';
import { OrderMetricsModule } from '../metrics/order-metrics.module';
import { RunsModule } from '../runs/runs.module';
import { SignalsModule } from '../signals/signals.module';
import { TicksModule } from '../ticks/ticks.module';
import { TimelineModule } from '../timeline/timeline.module';
import { DeliveryDispatcher } from './delivery-dispatcher.service';
import { DeliveryRunsHandler } from './delivery-runs.handler';
import { VerdictsHandler } from './verdicts.handler';
import { Verdicts } from './verdicts.service';

@Module({
  imports: [
    AlertsModule,
    ConnectionsModule,
    OrderMetricsModule,
    RunsModule,
    SignalsModule,
    TicksModule,
    TimelineModule,
  ],
  controllers: [DeliveryRunsHandler, VerdictsHandler],
  providers: [DeliveryDispatcher, Verdicts],
})
export class DeliveriesModule {}
