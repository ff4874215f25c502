import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type Principal } from '@crossdock/platform';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { StockReset } from './stock-reset.service';

export class StockResetBody extends createZodDto(
  z.object({
    cartConnectionId: z.uuid(),
    skus: z
      .array(z.string().min(1))
      .min(1)
      .max(1000)
      .optional()
      .describe('Without it, every SKU that the store refused or does not have'),
  }),
) {}
export class StockResetResult extends createZodDto(z.object({ reset: z.int() })) {}

@ApiTags('inventory')
@Controller('inventory/uploads')
export class StockResetController {
  constructor(private readonly stock: StockReset) {}

  /** Has quantities sent again that the store refused for good. */
  @Post('reset')
  @HttpCode(200)
  @ApiOkResponse({ type: StockResetResult })
  async reset(@CurrentUser() user: Principal, @Body() body: StockResetBody): Promise<StockResetResult> {
    return { reset: await this.stock.reset(user.accountId, body.cartConnectionId, body.skus ?? null) };
  }
}
