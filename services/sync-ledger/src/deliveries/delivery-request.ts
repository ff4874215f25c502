import { OrderDeliveryRequested, recipientSealContext, type DomainEvent } from '@crossdock/domain';
import type { WmsConnection } from '../connections/wms-connection.entity';
import type { OrderToSend } from './pick-orders';

/** Asks the WMS gateway to create the order at the warehouse. */
export function deliveryRequest(
  order: OrderToSend,
  wms: WmsConnection,
  runId: string,
  now: Date,
): DomainEvent {
  const { accountId, merchantId, attempt, reference, number, currency, sealedRecipient, lines } = order;
  const shipMethod =
    order.wmsMethodCode === null
      ? null
      : { code: order.wmsMethodCode, name: order.wmsMethodName ?? order.wmsMethodCode };
  return OrderDeliveryRequested.create(
    {
      accountId,
      merchantId,
      orderId: order.id,
      wmsConnectionId: wms.id,
      connector: wms.connector,
      runId,
      attempt,
      reference,
      number,
      placedAt: order.placedAt.toISOString(),
      shipMethod,
      currency,
      sealedRecipient,
      sealContext: recipientSealContext(accountId, order.cartConnectionId, order.externalId),
      lines,
    },
    now,
  );
}
