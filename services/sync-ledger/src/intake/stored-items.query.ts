import { In, IsNull, Not, type EntityManager } from 'typeorm';
import type { DownloadedOrder } from '@crossdock/domain';
import { OrderLine } from '../orders/order-line.entity';
import { Order } from '../orders/order.entity';
import { SkippedOrder } from '../skipped-orders/skipped-order.entity';
import type { IntakeItem } from './intake-item';

/** Orders of the ledger as their cart returned them last. */
export async function loadedItems(tx: EntityManager, ids: readonly string[]): Promise<IntakeItem[]> {
  const orders = await tx.find(Order, { where: { id: In([...ids]) }, order: { id: 'ASC' } });
  const lines = await tx.find(OrderLine, {
    where: { orderId: In([...ids]) },
    order: { orderId: 'ASC', position: 'ASC' },
  });
  return orders.map((order) => ({
    ...originOf(order),
    content: contentOf(
      order,
      lines.filter((line) => line.orderId === order.id),
    ),
  }));
}

/** Skipped orders whose content is known, which leaves out those that were canceled before they were loaded. */
export async function skippedItems(tx: EntityManager, ids: readonly string[]): Promise<IntakeItem[]> {
  const skipped = await tx.find(SkippedOrder, {
    where: { id: In([...ids]), content: Not(IsNull()) },
    order: { id: 'ASC' },
  });
  return skipped.map((order) => ({ ...originOf(order), content: order.content }));
}

function originOf(order: Order | SkippedOrder): Omit<IntakeItem, 'content'> {
  const { accountId, merchantId, cartConnectionId, cartConnector, externalId, number, placedAt, revision } =
    order;
  return {
    accountId,
    merchantId,
    connectionId: cartConnectionId,
    connector: cartConnector,
    externalId,
    number,
    placedAt: placedAt.toISOString(),
    revision,
  };
}

function contentOf(order: Order, lines: readonly OrderLine[]): DownloadedOrder {
  return {
    externalId: order.externalId,
    number: order.number,
    placedAt: order.placedAt.toISOString(),
    status: order.cartStatus,
    payment: order.payment,
    vendorStatus: order.vendorStatus,
    shipMethod:
      order.shipMethodCode === null
        ? null
        : { code: order.shipMethodCode, name: order.shipMethodName ?? order.shipMethodCode },
    total: { amount: order.total, currency: order.currency },
    lines: lines.map(({ externalId, sku, name, quantity, unitPrice }) => ({
      externalId,
      sku,
      name,
      quantity,
      unitPrice,
    })),
    destination: order.country === null ? null : { country: order.country, region: order.region },
    sealedRecipient: order.sealedRecipient,
  };
}
