import { Module } from '@nestjs/common';
import { Ticks } from './ticks.service';

@Module({ providers: [Ticks], exports: [Ticks] })
export class TicksModule {}
