import { Column, PrimaryColumn } from 'typeorm';
import type { ConnectionState } from '@crossdock/domain';

/** What the ledger knows of a connection: the public state that its gateway told last. */
export class ConnectionColumns {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'merchant_id' })
  merchantId!: string;

  @Column('text')
  connector!: string;

  @Column('text')
  name!: string;

  @Column('text')
  state!: ConnectionState;

  @Column('integer')
  revision!: number;
}
