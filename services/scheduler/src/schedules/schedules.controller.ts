import { syncFunction } from '@crossdock/domain';
import { CurrentUser, zPage, type Page, type Principal } from '@crossdock/platform';
import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiTags, type ApiBodyOptions } from '@nestjs/swagger';
import { createZodDto, ZodResponse, ZodValidationPipe } from 'nestjs-zod';
import { z } from 'zod';
import { zPlan, type Plan } from '../domain/plan';
import { RunDto, type RunView } from '../runs/run.view';
import { ScheduleList, zSchedulesQuery } from './schedule-list.service';
import { zSchedule, type ScheduleView } from './schedule.view';
import { SchedulesService, type OwnedKey } from './schedules.service';

class ScheduleDto extends createZodDto(zSchedule) {}
class SchedulePage extends createZodDto(zPage(zSchedule)) {}
class ScheduleQuery extends createZodDto(zSchedulesQuery) {}
class ScheduleParams extends createZodDto(z.object({ targetId: z.uuid(), function: syncFunction })) {}
/** No class can extend a union, so the body's pipe and schema are named where they are used. */
const planBody = { schema: z.toJSONSchema(zPlan, { io: 'input', target: 'openapi-3.0' }) } as ApiBodyOptions;

@ApiTags('schedules')
@Controller('schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly schedulesOfAccount: ScheduleList,
  ) {}

  @Get()
  @ZodResponse({
    status: 200,
    type: SchedulePage,
    description: 'Schedules of the account, by target and function',
  })
  list(@CurrentUser() user: Principal, @Query() query: ScheduleQuery): Promise<Page<ScheduleView>> {
    return this.schedulesOfAccount.list(user.accountId, query);
  }

  @Get(':targetId/:function')
  @ZodResponse({ status: 200, type: ScheduleDto })
  get(@CurrentUser() user: Principal, @Param() params: ScheduleParams): Promise<ScheduleView> {
    return this.schedules.get(keyOf(user, params));
  }

  @Put(':targetId/:function')
  @ApiBody(planBody)
  @ZodResponse({ status: 200, type: ScheduleDto, description: 'Changes when the function runs' })
  setPlan(
    @CurrentUser() user: Principal,
    @Param() params: ScheduleParams,
    @Body(new ZodValidationPipe(zPlan)) plan: Plan,
  ): Promise<ScheduleView> {
    return this.schedules.setPlan(keyOf(user, params), plan);
  }

  @Post(':targetId/:function/pause')
  @ZodResponse({ status: 200, type: ScheduleDto, description: 'Starts no more runs; an active one goes on' })
  pause(@CurrentUser() user: Principal, @Param() params: ScheduleParams): Promise<ScheduleView> {
    return this.schedules.pause(keyOf(user, params));
  }

  @Post(':targetId/:function/resume')
  @ZodResponse({ status: 200, type: ScheduleDto, description: 'Goes on with the next slot' })
  resume(@CurrentUser() user: Principal, @Param() params: ScheduleParams): Promise<ScheduleView> {
    return this.schedules.resume(keyOf(user, params));
  }

  @Post(':targetId/:function/run')
  @ZodResponse({
    status: 202,
    type: RunDto,
    description: 'Runs now; 409 when a run is active or none can start',
  })
  runNow(@CurrentUser() user: Principal, @Param() params: ScheduleParams): Promise<RunView> {
    return this.schedules.runNow(keyOf(user, params));
  }
}

function keyOf({ accountId }: Principal, { targetId, function: fn }: ScheduleParams): OwnedKey {
  return { accountId, targetId, function: fn };
}
