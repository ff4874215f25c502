import { Module } from '@nestjs/common';
import { Alerts } from './alerts.service';
import { AlertsController } from './alerts.controller';
import { AlertList } from './alert-list.service';
import { RunProblemsHandler } from './run-problems.handler';

@Module({
  controllers: [AlertsController, RunProblemsHandler],
  providers: [Alerts, AlertList],
  exports: [Alerts],
})
export class AlertsModule {}
