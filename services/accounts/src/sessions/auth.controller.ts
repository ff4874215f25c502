import { Public, ProblemException, SERVICE_CONFIG, type ServiceConfig } from '@crossdock/platform';
import { Body, Controller, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { createZodDto, ZodResponse } from 'nestjs-zod';
import { z } from 'zod';
import { zAccessGrant, accessGrantOf, type AccessGrant } from './access-grant';
import { LoginService } from './login.service';
import { clearRefreshCookie, refreshTokenOf, setRefreshCookie } from './refresh-cookie';
import { Sessions } from './sessions.service';

class Login extends createZodDto(
  z.object({
    email: z.string().trim().toLowerCase().min(1).max(254),
    password: z.string().min(1).max(128),
  }),
) {}
class AccessGrantDto extends createZodDto(zAccessGrant) {}

@Public()
@ApiTags('auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly login: LoginService,
    private readonly sessions: Sessions,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
  ) {}

  @Post('login')
  @Header('cache-control', 'no-store')
  @ZodResponse({ status: 200, type: AccessGrantDto, description: 'Also sets the refresh cookie' })
  async logIn(
    @Body() { email, password }: Login,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessGrant> {
    const grant = await this.login.logIn(email, password);
    setRefreshCookie(response, this.config, grant);
    return accessGrantOf(grant);
  }

  @Post('refresh')
  @Header('cache-control', 'no-store')
  @ZodResponse({ status: 200, type: AccessGrantDto, description: 'Replaces the refresh cookie' })
  async refresh(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccessGrant> {
    const token = refreshTokenOf(request);
    const grant = token === null ? null : await this.sessions.refresh(token);
    if (!grant) {
      clearRefreshCookie(response, this.config);
      throw sessionOver();
    }
    setRefreshCookie(response, this.config, grant);
    return accessGrantOf(grant);
  }

  @Post('logout')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The session is over, also when there was none' })
  async logOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    const token = refreshTokenOf(request);
    if (token !== null) await this.sessions.end(token);
    clearRefreshCookie(response, this.config);
  }
}

function sessionOver(): ProblemException {
  return new ProblemException(401, {
    type: 'session-over',
    title: 'The session is over',
    detail: 'Log in again.',
  });
}
