import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Connections } from '../connections/connections.service';
import { WorkSignals } from './work-signals.service';

interface Tenant {
  accountId: string;
  merchantId: string;
}

/** Signals that follow from orders: one per merchant or cart connection, however many orders there are. */
@Injectable()
export class ReadyOrders {
  constructor(
    private readonly signals: WorkSignals,
    private readonly connections: Connections,
  ) {}

  /** Orders of these merchants wait to be delivered. */
  async toDeliver(tx: EntityManager, orders: readonly Tenant[]): Promise<void> {
    for (const { accountId, merchantId } of merchantsOf(orders)) {
      await this.signals.tell(tx, {
        accountId,
        merchantId,
        function: 'order-delivery',
        targetId: merchantId,
      });
    }
  }

  /** Orders of these merchants came or went, so every cart of the merchant should show another stock. */
  async demandChanged(tx: EntityManager, orders: readonly Tenant[]): Promise<void> {
    for (const { accountId, merchantId } of merchantsOf(orders)) {
      const carts = await this.connections.cartConnectionsOfMerchant(tx, merchantId);
      for (const { id: targetId } of carts.filter((cart) => cart.state === 'active')) {
        await this.signals.tell(tx, { accountId, merchantId, function: 'inventory-upload', targetId });
      }
    }
  }
}

function merchantsOf(orders: readonly Tenant[]): Tenant[] {
  return [...new Map(orders.map((order) => [order.merchantId, order])).values()];
}
