import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { OrderMetricsModule } from '../metrics/order-metrics.module';
import { SignalsModule } from '../signals/signals.module';
import { TimelineModule } from '../timeline/timeline.module';
import { Cancellations } from './cancellations.service';

@Module({
  imports: [AlertsModule, OrderMetricsModule, SignalsModule, TimelineModule],
  providers: [Cancellations],
  exports: [Cancellations],
})
export class CancellationsModule {}
