import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock/clock';
import { ProblemException } from '../http/problem.exception';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, zAccessClaims, type Principal } from './principal';

const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Verifies access tokens with the published keys, which are fetched when the first token comes and kept for ten
 * minutes; an unknown key id fetches again, at most every 30 seconds.
 */
export class TokenVerifier {
  private readonly keys: JWTVerifyGetKey;

  constructor(
    jwksUrl: string,
    private readonly clock: Clock,
  ) {
    this.keys = createRemoteJWKSet(new URL(jwksUrl));
  }

  /** @throws ProblemException 401 for a token that is not good, 503 when the keys cannot be fetched */
  async verify(token: string): Promise<Principal> {
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        algorithms: ['EdDSA', 'Ed25519'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: this.clock.now(),
        requiredClaims: ['exp', 'sub'],
      });
      const claims = zAccessClaims.parse(payload);
      return { userId: claims.sub, accountId: claims.acc, accountKind: claims.knd };
    } catch (error) {
      throw refusalFor(error);
    }
  }
}

const TOKEN_FAULTS = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

/** Whatever is not a fault of the token is a fault of the way to the keys, and the caller may try again. */
function refusalFor(error: unknown): ProblemException {
  const tokenIsBad = TOKEN_FAULTS.some((fault) => error instanceof fault) || isClaimsMismatch(error);
  return tokenIsBad ? unauthenticated('The access token is not valid or has expired.') : keysUnavailable();
}

function isClaimsMismatch(error: unknown): boolean {
  return error instanceof Error && error.name === 'ZodError';
}

export function unauthenticated(why: string): ProblemException {
  return new ProblemException(401, {
    type: 'unauthenticated',
    title: 'Sign in first',
    detail: `${why} Sign in, or refresh the session, and send the access token as "Authorization: Bearer ...".`,
  });
}

function keysUnavailable(): ProblemException {
  return new ProblemException(503, {
    type: 'sign-in-unavailable',
    title: 'The sign-in cannot be checked',
    detail: 'The accounts service does not answer. Try again in a few seconds.',
  });
}
