import { Module } from '@nestjs/common';
import { TicksModule } from '../ticks/ticks.module';
import { Housekeeping } from './housekeeping.service';

@Module({ imports: [TicksModule], providers: [Housekeeping] })
export class HousekeepingModule {}
