import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DownloadedOrder } from '@crossdock/domain';
import type { SkipReason } from '../domain/skip-reason';

/** An order that a cart returned and that the ledger left out, with the reason. */
@Entity('skipped_orders')
export class SkippedOrder {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'merchant_id' })
  merchantId!: string;

  @Column('uuid', { name: 'cart_connection_id' })
  cartConnectionId!: string;

  @Column('text', { name: 'cart_connector' })
  cartConnector!: string;

  @Column('text', { name: 'external_id' })
  externalId!: string;

  @Column('text')
  number!: string;

  @Column('text')
  reason!: SkipReason;

  @Column('text')
  detail!: string;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('integer')
  revision!: number;

  /** Since when it is skipped for this reason. */
  @Column('timestamptz', { name: 'skipped_at' })
  skippedAt!: Date;

  /** What to load when the rules change, the recipient sealed; null when it was known only as canceled. */
  @Column('jsonb', { nullable: true })
  content!: DownloadedOrder | null;
}
