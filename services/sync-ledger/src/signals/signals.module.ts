import { Module } from '@nestjs/common';
import { WorkSignals } from './work-signals.service';

@Module({ providers: [WorkSignals], exports: [WorkSignals] })
export class SignalsModule {}
