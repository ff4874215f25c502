import { Module } from '@nestjs/common';
import { TicksModule } from '../ticks/ticks.module';
import { LedgerRuns } from './ledger-runs.service';
import { RunHeartbeat } from './run-heartbeat.service';

@Module({ imports: [TicksModule], providers: [LedgerRuns, RunHeartbeat], exports: [LedgerRuns] })
export class RunsModule {}
