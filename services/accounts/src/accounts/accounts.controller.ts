import { CurrentUser, zAccountKind, type Principal } from '@crossdock/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { AccountsService } from './accounts.service';

class OwnAccount extends createZodDto(
  z.object({
    id: z.uuid(),
    kind: zAccountKind,
    name: z.string(),
    createdAt: z.iso.datetime(),
    user: z.object({ id: z.uuid(), email: z.string() }),
  }),
) {}

@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get('me')
  @ZodResponse({ status: 200, type: OwnAccount, description: 'The account and the user of the access token' })
  me(@CurrentUser() user: Principal): Promise<OwnAccount> {
    return this.accounts.own(user);
  }
}
