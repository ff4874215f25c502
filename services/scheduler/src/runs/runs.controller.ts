import { CurrentUser, zPage, zUuidParam, type Page, type Principal } from '@crossdock/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { RunDto, zRun, type RunView } from './run.view';
import { RunsService, zRunsQuery } from './runs.service';

class RunPage extends createZodDto(zPage(zRun)) {}
class RunQuery extends createZodDto(zRunsQuery) {}

@ApiTags('runs')
@Controller('runs')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Get()
  @ZodResponse({ status: 200, type: RunPage, description: 'Runs of the account, newest first' })
  list(@CurrentUser() user: Principal, @Query() query: RunQuery): Promise<Page<RunView>> {
    return this.runs.list(user.accountId, query);
  }

  @Get(':id')
  @ZodResponse({ status: 200, type: RunDto })
  get(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<RunView> {
    return this.runs.get(user.accountId, id);
  }
}
