import type { ConnectionState } from '@crossdock/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConnectionFacts } from '../domain/targets';

/** What is known of a connection from the events about it. A deleted one stays, so that old news cannot revive it. */
@Entity('connection')
export class Connection implements ConnectionFacts {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') side!: 'cart' | 'wms';
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @Column('text') connector!: string;
  @Column('text') state!: ConnectionState;
  @Column('integer') revision!: number;
}
