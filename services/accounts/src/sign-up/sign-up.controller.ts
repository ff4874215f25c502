import { Public, SERVICE_CONFIG, zAccountKind, type ServiceConfig } from '@crossdock/platform';
import { Body, Controller, Header, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { zEmail, zName, zNewPassword } from '../domain/input';
import { accessGrantOf, zAccessGrant } from '../sessions/access-grant';
import { setRefreshCookie } from '../sessions/refresh-cookie';
import { SignUpService } from './sign-up.service';

class SignUp extends createZodDto(
  z.object({
    kind: zAccountKind.describe('fulfillment: many merchants; merchant: exactly one, made with the account'),
    accountName: zName,
    email: zEmail,
    password: zNewPassword,
  }),
) {}
class SignedUp extends createZodDto(
  zAccessGrant.extend({
    accountId: z.uuid(),
    userId: z.uuid(),
    merchantId: z.uuid().nullable().describe('The one merchant of a merchant account'),
  }),
) {}

@Public()
@ApiTags('auth')
@Controller('auth')
export class SignUpController {
  constructor(
    private readonly signUps: SignUpService,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
  ) {}

  @Post('sign-up')
  @Header('cache-control', 'no-store')
  @ZodResponse({
    status: 201,
    type: SignedUp,
    description: 'The new user is logged in; sets the refresh cookie',
  })
  async signUp(@Body() input: SignUp, @Res({ passthrough: true }) response: Response): Promise<SignedUp> {
    const { grant, ...ids } = await this.signUps.signUp(input);
    setRefreshCookie(response, this.config, grant);
    return { ...accessGrantOf(grant), ...ids };
  }
}
