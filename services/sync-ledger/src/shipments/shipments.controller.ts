import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Page, type Principal } from '@crossdock/platform';
import { ShipmentList } from './shipment-list.service';
import { ShipmentPage, ShipmentQuery, type ShipmentView } from './shipment.dto';

@ApiTags('shipments')
@Controller('shipments')
export class ShipmentsController {
  constructor(private readonly shipments: ShipmentList) {}

  @Get()
  @ApiOkResponse({ type: ShipmentPage })
  list(@CurrentUser() user: Principal, @Query() query: ShipmentQuery): Promise<Page<ShipmentView>> {
    return this.shipments.page(user.accountId, query);
  }
}
