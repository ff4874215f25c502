import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { ConnectionsModule } from '../connections/connections.module';
import { RunsModule } from '../runs/runs.module';
import { SignalsModule } from '../signals/signals.module';
import { OrderMetricsModule } from '../metrics/order-metrics.module';
import { TicksModule } from '../ticks/ticks.module';
import { TimelineModule } from '../timeline/timeline.module';
import { OrderConfirmation } from './order-confirmation.service';
import { UploadDispatcher } from './upload-dispatcher.service';
import { UploadQueue } from './upload-queue.service';
import { UploadRetry } from './upload-retry.service';
import { UploadRules } from './upload-rules.service';
import { UploadRulesController } from './upload-rules.controller';
import { UploadRunsHandler } from './upload-runs.handler';
import { UploadsController } from './uploads.controller';
import { UploadVerdicts } from './upload-verdicts.service';
import { UploadVerdictsHandler } from './upload-verdicts.handler';

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
  controllers: [UploadRulesController, UploadRunsHandler, UploadsController, UploadVerdictsHandler],
  providers: [OrderConfirmation, UploadDispatcher, UploadQueue, UploadRetry, UploadRules, UploadVerdicts],
  exports: [OrderConfirmation, UploadQueue],
})
export class ShipmentUploadsModule {}
