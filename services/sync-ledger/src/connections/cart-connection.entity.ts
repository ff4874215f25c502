import { Entity } from 'typeorm';
import { ConnectionColumns } from './connection.columns';

@Entity('cart_connections')
export class CartConnection extends ConnectionColumns {}
