import { Clock, Sealer } from '@crossdock/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import { SigningKey } from './signing-key.entity';

export const SIGNING_ALGORITHM = 'EdDSA';

const zPrivateJwk = z.looseObject({ kty: z.literal('OKP'), crv: z.string(), x: z.string(), d: z.string() });

export interface CurrentKey {
  readonly id: string;
  readonly privateKey: CryptoKey | Uint8Array;
}

/**
 * The key pair that signs access tokens. Made at the first start and shared by all replicas through the database,
 * where its private half lies sealed.
 */
@Injectable()
export class SigningKeys implements OnModuleInit {
  private key: CurrentKey | null = null;

  constructor(
    private readonly manager: EntityManager,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async onModuleInit(): Promise<void> {
    const stored = (await this.stored()) ?? (await this.make());
    const jwk = this.sealer.openAs(zPrivateJwk, stored.sealedPrivateJwk, sealedFor(stored.id));
    this.key = { id: stored.id, privateKey: await importJWK(jwk, SIGNING_ALGORITHM) };
  }

  /** The key that signs. */
  current(): CurrentKey {
    if (!this.key) throw new Error('The signing key is used before the module was initialised.');
    return this.key;
  }

  /** Public halves of all keys that signed a token which may still be shown. */
  async published(): Promise<JWK[]> {
    const keys = await this.manager.find(SigningKey, { order: { createdAt: 'DESC' } });
    return keys.map(({ publicJwk }) => publicJwk);
  }

  private stored(): Promise<SigningKey | null> {
    return this.manager.findOneBy(SigningKey, { isCurrent: true });
  }

  /** Of replicas that start together, one stores its key and all take that one. */
  private async make(): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair(SIGNING_ALGORITHM, { extractable: true });
    const publicJwk = await exportJWK(publicKey);
    const id = await calculateJwkThumbprint(publicJwk);
    await this.manager
      .createQueryBuilder()
      .insert()
      .into(SigningKey)
      .values({
        id,
        publicJwk: { ...publicJwk, kid: id, alg: SIGNING_ALGORITHM, use: 'sig' },
        sealedPrivateJwk: this.sealer.seal(await exportJWK(privateKey), sealedFor(id)),
        isCurrent: true,
        createdAt: this.clock.now(),
      })
      .orIgnore()
      .execute();
    return this.manager.findOneByOrFail(SigningKey, { isCurrent: true });
  }
}

function sealedFor(keyId: string): string {
  return `accounts:signing-key:${keyId}`;
}
