import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('order_lines')
export class OrderLine {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'order_id' })
  orderId!: string;

  /** From 1, in the order of the cart. */
  @Column('integer')
  position!: number;

  @Column('text', { name: 'external_id' })
  externalId!: string;

  @Column('text')
  sku!: string;

  @Column('text')
  name!: string;

  /** What is to ship in all; 0 for a line that was canceled. */
  @Column('integer')
  quantity!: number;

  /** Decimal text in the order's currency. */
  @Column('text', { name: 'unit_price', nullable: true })
  unitPrice!: string | null;

  @Column('integer', { name: 'shipped_quantity' })
  shippedQuantity!: number;
}
