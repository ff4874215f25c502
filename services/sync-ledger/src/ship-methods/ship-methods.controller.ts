import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ZodResponse } from 'nestjs-zod';
import { CurrentUser, type Page, type Principal } from '@crossdock/platform';
import { SaveShipMethod, ShipMethodPage, ShipMethodQuery, ShipMethodView } from './ship-method.dto';
import { ShipMethods } from './ship-methods.service';

@ApiTags('ship-methods')
@Controller('ship-methods')
export class ShipMethodsController {
  constructor(private readonly methods: ShipMethods) {}

  @Get()
  @ZodResponse({ status: 200, type: ShipMethodPage })
  list(@CurrentUser() user: Principal, @Query() query: ShipMethodQuery): Promise<Page<ShipMethodView>> {
    return this.methods.page(user.accountId, query);
  }

  @Put()
  @ZodResponse({ status: 200, type: ShipMethodView })
  save(@CurrentUser() user: Principal, @Body() body: SaveShipMethod): Promise<ShipMethodView> {
    return this.methods.save(user.accountId, body);
  }
}
