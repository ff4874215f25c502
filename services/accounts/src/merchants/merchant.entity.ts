import type { AccountKind } from '@crossdock/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('merchant')
export class Merchant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text', { name: 'account_kind' })
  accountKind!: AccountKind;

  @Column('text')
  name!: string;

  /** What is switched off keeps its data but is not synchronised. */
  @Column('boolean')
  active!: boolean;

  /** Counts the changes that were told; 1 is the creation. */
  @Column('integer')
  revision!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
