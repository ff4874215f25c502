import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { TOKEN_AUDIENCE, TOKEN_ISSUER, type Principal } from '../auth/principal';

const KEY_ID = 'test';

/** Stands in for the accounts service where only its tokens matter: a key pair and the place that publishes it. */
export interface TestAuth {
  readonly jwksUrl: string;
  /** An access token; valid for ten minutes from `issuedAt` (default now). */
  token(principal: Principal, issuedAt?: Date): Promise<string>;
  close(): Promise<void>;
}

export async function testAuth(): Promise<TestAuth> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'EdDSA', use: 'sig' };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    jwksUrl: `http://127.0.0.1:${port}/jwks.json`,
    token: (principal, issuedAt = new Date()) => sign(privateKey, principal, issuedAt),
    close: () => close(server),
  };
}

function sign(key: CryptoKey, principal: Principal, issuedAt: Date): Promise<string> {
  const issued = Math.floor(issuedAt.getTime() / 1000);
  return new SignJWT({ acc: principal.accountId, knd: principal.accountKind })
    .setProtectedHeader({ alg: 'EdDSA', kid: KEY_ID })
    .setIssuer(TOKEN_ISSUER)
    .setAudience(TOKEN_AUDIENCE)
    .setSubject(principal.userId)
    .setIssuedAt(issued)
    .setExpirationTime(issued + 600)
    .sign(key);
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}
