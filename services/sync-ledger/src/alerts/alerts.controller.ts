import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, zUuidParam, type Page, type Principal } from '@crossdock/platform';
import { AlertList } from './alert-list.service';
import { AlertDetail, AlertPage, AlertQuery, type AlertView } from './alert.dto';

@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(private readonly alerts: AlertList) {}

  @Get()
  @ApiOkResponse({ type: AlertPage })
  list(@CurrentUser() user: Principal, @Query() query: AlertQuery): Promise<Page<AlertView>> {
    return this.alerts.page(user.accountId, query);
  }

  @Get(':id')
  @ApiOkResponse({ type: AlertDetail })
  get(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<AlertDetail> {
    return this.alerts.get(user.accountId, id);
  }

  @Post(':id/close')
  @HttpCode(204)
  close(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<void> {
    return this.alerts.close(user.accountId, id);
  }
}
