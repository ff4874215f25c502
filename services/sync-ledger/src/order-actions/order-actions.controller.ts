import { Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { CurrentUser, zUuidParam, type Principal } from '@crossdock/platform';
import { OrderDetails } from '../orders/order-details.service';
import { OrderDetail } from '../orders/order.dto';
import { OrderActions } from './order-actions.service';

/** Each answers with the order as it is afterwards. */
@ApiTags('orders')
@Controller('orders/:id')
export class OrderActionsController {
  constructor(
    private readonly actions: OrderActions,
    private readonly details: OrderDetails,
  ) {}

  @Post('hold')
  @ZodResponse({ status: 200, type: OrderDetail })
  async hold(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<OrderDetail> {
    await this.actions.hold(user.accountId, id);
    return this.details.get(user.accountId, id);
  }

  @Post('release')
  @ZodResponse({ status: 200, type: OrderDetail })
  async release(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<OrderDetail> {
    await this.actions.release(user.accountId, id);
    return this.details.get(user.accountId, id);
  }

  @Post('resend')
  @ZodResponse({ status: 200, type: OrderDetail })
  async resend(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<OrderDetail> {
    await this.actions.resend(user.accountId, id);
    return this.details.get(user.accountId, id);
  }

  @Post('cancel')
  @ZodResponse({ status: 200, type: OrderDetail })
  async cancel(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<OrderDetail> {
    await this.actions.cancel(user.accountId, id);
    return this.details.get(user.accountId, id);
  }
}
