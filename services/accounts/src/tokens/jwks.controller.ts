import { Public } from '@crossdock/platform';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { JWK } from 'jose';
import { SigningKeys } from './signing-keys.service';

@Public()
@ApiTags('auth')
@Controller('auth')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  /** Keys that verify access tokens (RFC 7517). */
  @Get('jwks.json')
  @Header('cache-control', 'public, max-age=300')
  async jwks(): Promise<{ keys: JWK[] }> {
    return { keys: await this.keys.published() };
  }
}
