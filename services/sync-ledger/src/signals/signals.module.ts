import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module';
import { ReadyOrders } from './ready-orders.service';
import { WorkSignals } from './work-signals.service';

@Module({
  imports: [ConnectionsModule],
  providers: [ReadyOrders, WorkSignals],
  exports: [ReadyOrders, WorkSignals],
})
export class SignalsModule {}
