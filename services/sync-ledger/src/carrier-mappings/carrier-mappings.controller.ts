import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { CarrierMappings } from './carrier-mappings.service';

const zCarrierMapping = z.object({
  wmsCarrier: z.string().trim().min(1).max(200),
  cartCarrier: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()
    .describe("Null passes the warehouse's word through"),
});

export class CarrierMappingQuery extends createZodDto(z.object({ merchantId: z.uuid() })) {}
export class CarrierMappingsBody extends createZodDto(
  z.object({ merchantId: z.uuid(), mappings: z.array(zCarrierMapping).min(1).max(500) }),
) {}
export class CarrierMappingList extends createZodDto(z.object({ items: z.array(zCarrierMapping) })) {}

@ApiTags('shipments')
@Controller('carrier-mappings')
export class CarrierMappingsController {
  constructor(private readonly carriers: CarrierMappings) {}

  @Get()
  @ApiOkResponse({ type: CarrierMappingList })
  async list(
    @CurrentUser() user: Principal,
    @Query() { merchantId }: CarrierMappingQuery,
  ): Promise<CarrierMappingList> {
    return { items: await this.carriers.list(user.accountId, merchantId) };
  }

  @Put()
  @ApiOkResponse({ type: CarrierMappingList })
  async put(
    @CurrentUser() user: Principal,
    @Body() { merchantId, mappings }: CarrierMappingsBody,
  ): Promise<CarrierMappingList> {
    return { items: await this.carriers.put(user.accountId, merchantId, mappings) };
  }
}
