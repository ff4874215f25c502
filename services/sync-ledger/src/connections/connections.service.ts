import { Injectable } from '@nestjs/common';
import { Not, type EntityManager } from 'typeorm';
import { notFound } from '@crossdock/platform';
import { CartConnection } from './cart-connection.entity';
import { Merchant } from './merchant.entity';
import { WmsConnection } from './wms-connection.entity';

/** Reads the connections that the gateways told about. They may lag behind the gateways by moments. */
@Injectable()
export class Connections {
  cartConnection(tx: EntityManager, id: string): Promise<CartConnection | null> {
    return tx.findOneBy(CartConnection, { id });
  }

  /** @throws ProblemException 404 when the cart connection is not the account's, or was deleted */
  async ownCartConnection(tx: EntityManager, accountId: string, id: string): Promise<CartConnection> {
    const connection = await tx.findOneBy(CartConnection, { id, accountId, state: Not('deleted') });
    if (!connection) throw notFound('cart connection');
    return connection;
  }

  /** The merchant's one warehouse connection, in whatever state, unless it was deleted. */
  wmsConnectionOfMerchant(tx: EntityManager, merchantId: string): Promise<WmsConnection | null> {
    return tx.findOneBy(WmsConnection, { merchantId, state: Not('deleted') });
  }

  /** Oldest first, without deleted ones. */
  cartConnectionsOfMerchant(tx: EntityManager, merchantId: string): Promise<CartConnection[]> {
    return tx.find(CartConnection, { where: { merchantId, state: Not('deleted') }, order: { id: 'ASC' } });
  }

  merchant(tx: EntityManager, id: string): Promise<Merchant | null> {
    return tx.findOneBy(Merchant, { id });
  }
}
