import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { CurrentUser, zUuidParam, type Principal } from '@crossdock/platform';
import { OrderRulesView, SaveOrderRules } from './order-rules.dto';
import { OrderRules } from './order-rules.service';

@ApiTags('order-rules')
@Controller('order-rules/:cartConnectionId')
export class OrderRulesController {
  constructor(private readonly rules: OrderRules) {}

  @Get()
  @ZodResponse({ status: 200, type: OrderRulesView })
  get(
    @CurrentUser() user: Principal,
    @Param('cartConnectionId', zUuidParam) cartConnectionId: string,
  ): Promise<OrderRulesView> {
    return this.rules.get(user.accountId, cartConnectionId);
  }

  @Put()
  @ZodResponse({ status: 200, type: OrderRulesView })
  save(
    @CurrentUser() user: Principal,
    @Param('cartConnectionId', zUuidParam) cartConnectionId: string,
    @Body() body: SaveOrderRules,
  ): Promise<OrderRulesView> {
    return this.rules.save(user.accountId, cartConnectionId, body);
  }
}
