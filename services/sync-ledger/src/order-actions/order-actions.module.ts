import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module';
import { CancellationsModule } from '../cancellations/cancellations.module';
import { IntakeModule } from '../intake/intake.module';
import { OrdersModule } from '../orders/orders.module';
import { TimelineModule } from '../timeline/timeline.module';
import { OrderActionsController } from './order-actions.controller';
import { OrderActions } from './order-actions.service';

@Module({
  imports: [AlertsModule, CancellationsModule, IntakeModule, OrdersModule, TimelineModule],
  controllers: [OrderActionsController],
  providers: [OrderActions],
})
export class OrderActionsModule {}
