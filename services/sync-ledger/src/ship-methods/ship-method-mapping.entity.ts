import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A ship method seen on orders of a cart, and the warehouse's method for it once somebody mapped it. */
@Entity('ship_method_mappings')
export class ShipMethodMapping {
  @PrimaryColumn('uuid', { name: 'cart_connection_id' })
  cartConnectionId!: string;

  @PrimaryColumn('text', { name: 'cart_code' })
  cartCode!: string;

  @Column('uuid', { name: 'account_id' })
  accountId!: string;

  @Column('uuid', { name: 'merchant_id' })
  merchantId!: string;

  @Column('text', { name: 'cart_name' })
  cartName!: string;

  /** Null: not mapped. */
  @Column('text', { name: 'wms_code', nullable: true })
  wmsCode!: string | null;

  @Column('text', { name: 'wms_name', nullable: true })
  wmsName!: string | null;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
