import { Clock, TOKEN_AUDIENCE, TOKEN_ISSUER, type Principal } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { SIGNING_ALGORITHM, SigningKeys } from './signing-keys.service';

export const ACCESS_TOKEN_SECONDS = 600;

/** Issues the tokens that every service verifies by itself. They cannot be called back, so they are short-lived. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
  ) {}

  issue({ userId, accountId, accountKind }: Principal): Promise<string> {
    const { id, privateKey } = this.keys.current();
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ acc: accountId, knd: accountKind })
      .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid: id, typ: 'JWT' })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setSubject(userId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS)
      .sign(privateKey);
  }
}
