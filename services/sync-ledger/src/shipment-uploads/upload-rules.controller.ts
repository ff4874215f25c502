import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, zUuidParam, type Principal } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { UploadRules } from './upload-rules.service';

const zUploadRules = z.object({
  partialShipments: z
    .enum(['immediate', 'wait_for_all'])
    .describe('Tell the cart of each parcel at once, or of all of them when the whole order is shipped'),
});
export class UploadRulesBody extends createZodDto(zUploadRules) {}

@ApiTags('shipments')
@Controller('upload-rules')
export class UploadRulesController {
  constructor(private readonly rules: UploadRules) {}

  @Get(':cartConnectionId')
  @ApiOkResponse({ type: UploadRulesBody })
  get(
    @CurrentUser() user: Principal,
    @Param('cartConnectionId', zUuidParam) id: string,
  ): Promise<UploadRulesBody> {
    return this.rules.get(user.accountId, id);
  }

  @Put(':cartConnectionId')
  @ApiOkResponse({ type: UploadRulesBody })
  put(
    @CurrentUser() user: Principal,
    @Param('cartConnectionId', zUuidParam) id: string,
    @Body() body: UploadRulesBody,
  ): Promise<UploadRulesBody> {
    return this.rules.put(user.accountId, id, body);
  }
}
