import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { CurrentUser, type Page, type Principal } from '@crossdock/platform';
import { SkippedOrderPage, SkippedOrderQuery, type SkippedOrderView } from './skipped-order.dto';
import { SkippedOrders } from './skipped-orders.service';

@ApiTags('orders')
@Controller('skipped-orders')
export class SkippedOrdersController {
  constructor(private readonly skipped: SkippedOrders) {}

  @Get()
  @ZodResponse({ status: 200, type: SkippedOrderPage })
  list(@CurrentUser() user: Principal, @Query() query: SkippedOrderQuery): Promise<Page<SkippedOrderView>> {
    return this.skipped.page(user.accountId, query);
  }
}
