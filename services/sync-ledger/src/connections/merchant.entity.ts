import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the ledger knows of a merchant: the state that the accounts service told last. */
@Entity('merchants')
export class Merchant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('text')
  name!: string;

  @Column('boolean')
  active!: boolean;

  @Column('integer')
  revision!: number;
}
