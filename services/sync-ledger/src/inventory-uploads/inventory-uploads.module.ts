import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { ConnectionsModule } from '../connections/connections.module';
import { InventoryModule } from '../inventory/inventory.module';
import { RunsModule } from '../runs/runs.module';
import { SignalsModule } from '../signals/signals.module';
import { TicksModule } from '../ticks/ticks.module';
import { StockAlerts } from './stock-alerts.service';
import { StockDispatcher } from './stock-dispatcher.service';
import { StockReset } from './stock-reset.service';
import { StockResetController } from './stock-reset.controller';
import { StockRunsHandler } from './stock-runs.handler';
import { StockVerdicts } from './stock-verdicts.service';
import { StockVerdictsHandler } from './stock-verdicts.handler';

@Module({
  imports: [AlertsModule, ConnectionsModule, InventoryModule, RunsModule, SignalsModule, TicksModule],
  controllers: [StockResetController, StockRunsHandler, StockVerdictsHandler],
  providers: [StockAlerts, StockDispatcher, StockReset, StockVerdicts],
})
export class InventoryUploadsModule {}
