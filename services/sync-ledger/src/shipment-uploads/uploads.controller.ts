import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentUser, zUuidParam, type Principal } from '@crossdock/platform';
import { UploadRetry } from './upload-retry.service';

@ApiTags('shipments')
@Controller('shipments/uploads')
export class UploadsController {
  constructor(private readonly uploads: UploadRetry) {}

  /** Has a parcel that the store refused told again; 409 unless it was refused. */
  @Post(':id/retry')
  @HttpCode(202)
  retry(@CurrentUser() user: Principal, @Param('id', zUuidParam) id: string): Promise<void> {
    return this.uploads.retry(user.accountId, id);
  }
}
