import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { CancellationsModule } from '../cancellations/cancellations.module';
import { OrderMetricsModule } from '../metrics/order-metrics.module';
import { SignalsModule } from '../signals/signals.module';
import { TimelineModule } from '../timeline/timeline.module';
import { IntakeHandler } from './intake.handler';
import { IntakeReport } from './intake-report.service';
import { Intake } from './intake.service';
import { RecipientChange } from './recipient-change.service';
import { Reconsideration } from './reconsideration.service';

@Module({
  imports: [AlertsModule, CancellationsModule, OrderMetricsModule, SignalsModule, TimelineModule],
  controllers: [IntakeHandler],
  providers: [Intake, IntakeReport, RecipientChange, Reconsideration],
  exports: [Reconsideration],
})
export class IntakeModule {}
