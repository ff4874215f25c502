import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CartStatus, OrderRules, Payment } from '../domain/order-rules';

/** The rules of one cart connection. */
@Entity('order_rules')
export class OrderRulesRow implements OrderRules {
  @PrimaryColumn('uuid', { name: 'cart_connection_id' })
  cartConnectionId!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'merchant_id' })
  merchantId!: string;

  @Column('timestamptz', { name: 'earliest_order_date', nullable: true })
  earliestOrderDate!: Date | null;

  @Column('text', { array: true })
  payments!: Payment[];

  @Column('text', { array: true })
  statuses!: CartStatus[];

  @Column('text', { name: 'unmapped_ship_method' })
  unmappedShipMethod!: OrderRules['unmappedShipMethod'];

  /** Orders up to this id were looked at again since the last change; null when all were. */
  @Column('uuid', { name: 'reevaluate_after', nullable: true })
  reevaluateAfter!: string | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
