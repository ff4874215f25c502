import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { CurrentUser, zUuidParam, type Page, type Principal } from '@crossdock/platform';
import { OrderDetails } from './order-details.service';
import { OrderList } from './order-list.service';
import {
  OrderDetail,
  OrderPage,
  OrderQuery,
  TimelinePage,
  TimelineQuery,
  type OrderView,
  type TimelineEntryView,
} from './order.dto';

@ApiTags('orders')
@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrderList,
    private readonly details: OrderDetails,
  ) {}

  @Get()
  @ZodResponse({ status: 200, type: OrderPage })
  list(@CurrentUser() user: Principal, @Query() query: OrderQuery): Promise<Page<OrderView>> {
    return this.orders.page(user.accountId, query);
  }

  @Get(':id')
  @ZodResponse({ status: 200, type: OrderDetail })
  get(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<OrderDetail> {
    return this.details.get(user.accountId, id);
  }

  @Get(':id/timeline')
  @ZodResponse({ status: 200, type: TimelinePage })
  timeline(
    @CurrentUser() user: Principal,
    @Param('id', zUuidParam) id: string,
    @Query() query: TimelineQuery,
  ): Promise<Page<TimelineEntryView>> {
    return this.details.timeline(user.accountId, id, query);
  }
}
