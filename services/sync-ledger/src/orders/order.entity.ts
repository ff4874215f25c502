import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CartStatus, Payment } from '../domain/order-rules';
import type { CancelState, OrderState } from '../domain/order-state';

/** A loaded order. Its state is decided by `domain/order-state.ts` only. */
@Entity('orders')
export class Order {
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

  /** The number people know. */
  @Column('text')
  number!: string;

  /** Our reference at the warehouse. */
  @Column('varchar', { length: 16 })
  reference!: string;

  /** The latest revision that was seen; its content, unless the order had gone to the warehouse before. */
  @Column('integer')
  revision!: number;

  @Column('text')
  state!: OrderState;

  /** Why it is held, in error or canceled. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('text', { name: 'reason_detail', nullable: true })
  reasonDetail!: string | null;

  @Column('text', { name: 'cart_status' })
  cartStatus!: CartStatus;

  @Column('text')
  payment!: Payment;

  @Column('text', { name: 'vendor_status' })
  vendorStatus!: string;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt!: Date;

  @Column('timestamptz', { name: 'loaded_at' })
  loadedAt!: Date;

  @Column('text', { name: 'ship_method_code', nullable: true })
  shipMethodCode!: string | null;

  @Column('text', { name: 'ship_method_name', nullable: true })
  shipMethodName!: string | null;

  @Column('text', { name: 'wms_method_code', nullable: true })
  wmsMethodCode!: string | null;

  @Column('text', { name: 'wms_method_name', nullable: true })
  wmsMethodName!: string | null;

  @Column('text')
  currency!: string;

  /** Decimal text. */
  @Column('text')
  total!: string;

  @Column('text', { nullable: true })
  country!: string | null;

  @Column('text', { nullable: true })
  region!: string | null;

  @Column('text', { name: 'sealed_recipient', nullable: true })
  sealedRecipient!: string | null;

  @Column('uuid', { name: 'wms_connection_id', nullable: true })
  wmsConnectionId!: string | null;

  @Column('text', { name: 'wms_order_id', nullable: true })
  wmsOrderId!: string | null;

  @Column('text', { name: 'wms_order_number', nullable: true })
  wmsOrderNumber!: string | null;

  /** Deliveries asked for so far. */
  @Column('integer', { name: 'delivery_attempt' })
  deliveryAttempt!: number;

  @Column('text', { name: 'cancel_state', nullable: true })
  cancelState!: CancelState | null;

  @Column('timestamptz', { name: 'delivered_at', nullable: true })
  deliveredAt!: Date | null;

  @Column('timestamptz', { name: 'shipped_at', nullable: true })
  shippedAt!: Date | null;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt!: Date | null;

  @Column('timestamptz', { name: 'canceled_at', nullable: true })
  canceledAt!: Date | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
