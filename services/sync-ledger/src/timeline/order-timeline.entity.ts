import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('order_timeline')
export class OrderTimelineEntry {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('timestamptz')
  at!: Date;

  /** Kebab-case, such as `loaded` or `delivery-failed`. */
  @Column('text')
  kind!: string;

  /** One sentence for people, without personal data. */
  @Column('text')
  message!: string;

  @Column('jsonb', { nullable: true })
  detail!: object | null;
}
