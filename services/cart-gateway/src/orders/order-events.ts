import type { Connection } from '@crossdock/connector-host';
import {
  CartOrdersCounted,
  OrderCancelDownloaded,
  OrderDownloaded,
  recipientSealContext,
  type CartOrder,
  type DomainEvent,
  type DownloadedOrder,
} from '@crossdock/domain';
import type { Sealer } from '@crossdock/platform';

export interface DownloadContext {
  readonly connection: Connection;
  readonly runId: string;
  readonly at: Date;
}

/** An order's own event: downloaded, or downloaded as cancelled. */
export function orderEvent(
  { connection, runId, at }: DownloadContext,
  order: CartOrder,
  revision: number,
  sealer: Sealer,
): DomainEvent {
  const common = { ...tenantOf(connection), runId, revision, observedAt: at.toISOString() };
  if (order.status === 'canceled') {
    const { externalId, number, placedAt, vendorStatus } = order;
    return OrderCancelDownloaded.create({ ...common, externalId, number, placedAt, vendorStatus }, at);
  }
  return OrderDownloaded.create({ ...common, order: sealed(connection, order, sealer) }, at);
}

export function countedEvent(
  { connection, at }: DownloadContext,
  { day, records, revision }: { day: string; records: number; revision: number },
): DomainEvent {
  return CartOrdersCounted.create({ ...tenantOf(connection), day, orders: records, revision }, at);
}

function tenantOf({ accountId, merchantId, id, connector }: Connection) {
  return { accountId, merchantId, connectionId: id, connector };
}

/** Takes the recipient out of sight; only what the ledger's rules need stays readable. */
function sealed(connection: Connection, { shipTo, ...content }: CartOrder, sealer: Sealer): DownloadedOrder {
  const context = recipientSealContext(connection.accountId, connection.id, content.externalId);
  return {
    ...content,
    destination: shipTo && { country: shipTo.country, region: shipTo.region },
    sealedRecipient: shipTo && sealer.seal(shipTo, context),
  };
}
