import { Injectable } from '@nestjs/common';
import { notFound } from '@crossdock/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { CartConnection } from '../connections/cart-connection.entity';
import { Connections } from '../connections/connections.service';
import { WorkSignals } from '../signals/work-signals.service';

export interface UploadRulesView {
  partialShipments: 'immediate' | 'wait_for_all';
}

/** How a cart wants to hear of orders that leave in several parcels. */
@Injectable()
export class UploadRules {
  constructor(
    private readonly dataSource: DataSource,
    private readonly connections: Connections,
    private readonly signals: WorkSignals,
  ) {}

  /** @throws ProblemException 404 */
  async get(accountId: string, cartConnectionId: string): Promise<UploadRulesView> {
    await this.ownConnection(this.dataSource.manager, accountId, cartConnectionId);
    const rows: { partial_shipments: UploadRulesView['partialShipments'] }[] = await this.dataSource.query(
      'SELECT partial_shipments FROM upload_rules WHERE cart_connection_id = $1',
      [cartConnectionId],
    );
    return { partialShipments: rows[0]?.partial_shipments ?? 'immediate' };
  }

  /** Parcels that waited for the rest of their order go with the next run when the rule becomes `immediate`. */
  async put(accountId: string, cartConnectionId: string, rules: UploadRulesView): Promise<UploadRulesView> {
    await this.dataSource.transaction(async (tx) => {
      const { merchantId } = await this.ownConnection(tx, accountId, cartConnectionId);
      await tx.query(
        `INSERT INTO upload_rules (cart_connection_id, account_id, merchant_id, partial_shipments)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (cart_connection_id) DO UPDATE SET partial_shipments = excluded.partial_shipments`,
        [cartConnectionId, accountId, merchantId, rules.partialShipments],
      );
      if (rules.partialShipments === 'immediate') {
        await this.signals.tell(tx, {
          accountId,
          merchantId,
          function: 'shipment-upload',
          targetId: cartConnectionId,
        });
      }
    });
    return rules;
  }

  private async ownConnection(tx: EntityManager, accountId: string, id: string): Promise<CartConnection> {
    const connection = await this.connections.cartConnection(tx, id);
    if (connection?.accountId !== accountId || connection.state === 'deleted')
      throw notFound('cart connection');
    return connection;
  }
}
