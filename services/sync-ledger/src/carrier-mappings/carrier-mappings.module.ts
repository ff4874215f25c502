import { Module } from '@nestjs/common';
import { ConnectionsModule } from '../connections/connections.module';
import { CarrierMappings } from './carrier-mappings.service';
import { CarrierMappingsController } from './carrier-mappings.controller';

@Module({
  imports: [ConnectionsModule],
  controllers: [CarrierMappingsController],
  providers: [CarrierMappings],
})
export class CarrierMappingsModule {}
