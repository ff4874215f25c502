import { CurrentUser, pageQuery, zPage, zUuidParam, type Page, type Principal } from '@crossdock/platform';
import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { zName } from '../domain/input';
import { MerchantsService, type MerchantView } from './merchants.service';

const zMerchant = z.object({
  id: z.uuid(),
  name: z.string(),
  active: z.boolean(),
  createdAt: z.iso.datetime(),
});

class MerchantAnswer extends createZodDto(zMerchant) {}
class MerchantPage extends createZodDto(zPage(zMerchant)) {}
class MerchantQuery extends createZodDto(pageQuery) {}
class NewMerchant extends createZodDto(z.object({ name: zName })) {}
class MerchantChange extends createZodDto(
  z
    .object({ name: zName.optional(), active: z.boolean().optional() })
    .refine((change) => Object.keys(change).length > 0, { error: 'give "name", "active" or both' }),
) {}

@ApiTags('merchants')
@Controller('merchants')
export class MerchantsController {
  constructor(private readonly merchants: MerchantsService) {}

  @Get()
  @ZodResponse({ status: 200, type: MerchantPage, description: 'Merchants of the account, oldest first' })
  list(@CurrentUser() user: Principal, @Query() query: MerchantQuery): Promise<Page<MerchantView>> {
    return this.merchants.list(user.accountId, query);
  }

  @Get(':id')
  @ZodResponse({ status: 200, type: MerchantAnswer })
  get(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<MerchantView> {
    return this.merchants.get(user.accountId, id);
  }

  @Post()
  @ZodResponse({ status: 201, type: MerchantAnswer, description: 'Only in a fulfillment account' })
  create(@CurrentUser() user: Principal, @Body() { name }: NewMerchant): Promise<MerchantView> {
    return this.merchants.create(user, name);
  }

  @Patch(':id')
  @ZodResponse({ status: 200, type: MerchantAnswer })
  change(
    @CurrentUser() user: Principal,
    @Param('id', zUuidParam) id: string,
    @Body() change: MerchantChange,
  ): Promise<MerchantView> {
    return this.merchants.change(user.accountId, id, change);
  }
}
