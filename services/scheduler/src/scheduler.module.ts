import { MessagingHousekeeping, MessagingModule, type EventTransport } from '@crossdock/messaging';
import {
  DatabaseModule,
  messagingMetrics,
  Metrics,
  readinessCheck,
  type ServiceConfig,
} from '@crossdock/platform';
import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { Housekeeping } from './housekeeping/housekeeping.service';
import { migrations } from './migrations';
import { LostRuns } from './runs/lost-runs.service';
import { RunEnds } from './runs/run-ends.service';
import { RunReportsHandler } from './runs/run-reports.handler';
import { RunStarter } from './runs/run-starter.service';
import { Run } from './runs/run.entity';
import { RunsController } from './runs/runs.controller';
import { RunsService } from './runs/runs.service';
import { ScheduleMetrics } from './schedule-metrics';
import { DEFAULT_OPTIONS, optionsOf, SCHEDULER_OPTIONS, type SchedulerOptions } from './scheduler-options';
import { ScheduleList } from './schedules/schedule-list.service';
import { Schedule } from './schedules/schedule.entity';
import { SchedulesController } from './schedules/schedules.controller';
import { SchedulesService } from './schedules/schedules.service';
import { Connection } from './targets/connection.entity';
import { Merchant } from './targets/merchant.entity';
import { TargetSchedules } from './targets/target-schedules.service';
import { TargetsHandler } from './targets/targets.handler';
import { Tick } from './ticks/tick.service';
import { Timers } from './ticks/timers.service';
import { WorkReadyHandler } from './work/work-ready.handler';

export interface SchedulerRuntime extends Partial<SchedulerOptions> {
  readonly config: ServiceConfig;
  readonly transport: EventTransport;
}

/** Decides when the six functions run for each target, and keeps the book of runs. */
@Module({})
export class SchedulerModule {
  static forRuntime({ config, transport, ...chosen }: SchedulerRuntime): DynamicModule {
    return {
      module: SchedulerModule,
      imports: [
        DatabaseModule.forService({ config, entities: [Merchant, Connection, Schedule, Run], migrations }),
        MessagingModule.forService({
          service: config.service,
          transport,
          relay: { leaseMs: config.leaseSeconds * 1000 },
          metrics: { inject: [Metrics], useFactory: messagingMetrics },
        }),
        ScheduleModule.forRoot(),
      ],
      controllers: [SchedulesController, RunsController, TargetsHandler, RunReportsHandler, WorkReadyHandler],
      providers: [
        { provide: SCHEDULER_OPTIONS, useValue: { ...DEFAULT_OPTIONS, ...optionsOf(config), ...chosen } },
        ScheduleMetrics,
        TargetSchedules,
        ScheduleList,
        SchedulesService,
        RunStarter,
        RunEnds,
        RunsService,
        LostRuns,
        Tick,
        Housekeeping,
        MessagingHousekeeping,
        Timers,
        readinessCheck('broker', () => transport.ready()),
      ],
    };
  }
}
