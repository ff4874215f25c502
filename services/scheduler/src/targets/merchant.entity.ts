import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MerchantFacts } from '../domain/targets';

/** What is known of a merchant from the events about it. */
@Entity('merchant')
export class Merchant implements MerchantFacts {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('boolean') active!: boolean;
  @Column('integer') revision!: number;
}
