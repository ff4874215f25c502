import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module';
import { IntakeModule } from '../intake/intake.module';
import { TicksModule } from '../ticks/ticks.module';
import { OrderRulesController } from './order-rules.controller';
import { OrderRules } from './order-rules.service';
import { Reevaluation } from './reevaluation.service';

@Module({
  imports: [ConnectionsModule, IntakeModule, TicksModule],
  controllers: [OrderRulesController],
  providers: [OrderRules, Reevaluation],
})
export class OrderRulesModule {}
