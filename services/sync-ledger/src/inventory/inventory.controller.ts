import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Page, type Principal } from '@crossdock/platform';
import { ProductPage, ProductQuery, StockPage, type ProductView, type StockView } from './inventory.dto';
import { ProductList } from './product-list.service';

@ApiTags('inventory')
@Controller()
export class InventoryController {
  constructor(private readonly list: ProductList) {}

  @Get('inventory')
  @ApiOkResponse({ type: StockPage })
  stock(@CurrentUser() user: Principal, @Query() query: ProductQuery): Promise<Page<StockView>> {
    return this.list.stock(user.accountId, query);
  }

  @Get('products')
  @ApiOkResponse({ type: ProductPage })
  products(@CurrentUser() user: Principal, @Query() query: ProductQuery): Promise<Page<ProductView>> {
    return this.list.products(user.accountId, query);
  }
}
