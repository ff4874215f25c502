import { Module } from '@nestjs/common';
import { LedgerRuns } from './ledger-runs.service';
import { RunHeartbeat } from './run-heartbeat.service';

@Module({ providers: [LedgerRuns, RunHeartbeat], exports: [LedgerRuns] })
export class RunsModule {}
