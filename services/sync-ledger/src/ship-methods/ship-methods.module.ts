import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module';
import { IntakeModule } from '../intake/intake.module';
import { ShipMethodsController } from './ship-methods.controller';
import { ShipMethods } from './ship-methods.service';

@Module({
  imports: [ConnectionsModule, IntakeModule],
  controllers: [ShipMethodsController],
  providers: [ShipMethods],
})
export class ShipMethodsModule {}
