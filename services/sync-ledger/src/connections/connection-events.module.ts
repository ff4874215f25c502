import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { SignalsModule } from '../signals/signals.module';
import { ConnectionStates } from './connection-state.service';
import { ConnectionsHandler } from './connections.handler';

/** Apart from ConnectionsModule, which everybody imports: this one needs alerts and signals itself. */
@Module({
  imports: [AlertsModule, SignalsModule],
  controllers: [ConnectionsHandler],
  providers: [ConnectionStates],
})
export class ConnectionEventsModule {}
