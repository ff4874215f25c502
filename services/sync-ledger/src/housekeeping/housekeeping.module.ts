import { Module } from '@nestjs/common';
import { MessagingHousekeeping } from '@crossdock/messaging';
import { TicksModule } from '../ticks/ticks.module';
import { Housekeeping } from './housekeeping.service';

@Module({ imports: [TicksModule], providers: [Housekeeping, MessagingHousekeeping] })
export class HousekeepingModule {}
