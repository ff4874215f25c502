import type { JWK } from 'jose';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('signing_key')
export class SigningKey {
  /** `kid` in the header of the tokens it signed. */
  @PrimaryColumn('text')
  id!: string;

  @Column('jsonb', { name: 'public_jwk' })
  publicJwk!: JWK;

  @Column('text', { name: 'sealed_private_jwk' })
  sealedPrivateJwk!: string;

  /** True for the one that signs. */
  @Column('boolean', { name: 'is_current' })
  isCurrent!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
