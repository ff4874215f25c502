import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentUser, zUuidParam, type Principal } from '@crossdock/platform';
import { ProofQuery, ProofView } from './proof.dto';
import { ProofOfDay } from './proof.service';

/** The rest of `/merchants` belongs to the accounts service. */
@ApiTags('proof')
@Controller('merchants')
export class ProofController {
  constructor(private readonly proof: ProofOfDay) {}

  @Get(':id/proof')
  @ApiOkResponse({ type: ProofView })
  prove(
    @CurrentUser() { accountId }: Principal,
    @Param('id', zUuidParam) merchantId: string,
    @Query() { day }: ProofQuery,
  ): Promise<ProofView> {
    return this.proof.prove({ accountId, merchantId, day });
  }
}
