import type { OrderView } from './order.dto';
import type { Order } from './order.entity';

/** An order as the API shows it, without personal data. */
export function orderView(order: Order): OrderView {
  const { id, merchantId, cartConnectionId, externalId, number, reference, state, reason } = order;
  const { reasonDetail, cancelState, cartStatus, payment, vendorStatus, country, region } = order;
  return {
    id,
    merchantId,
    cartConnectionId,
    externalId,
    number,
    reference,
    state,
    reason,
    reasonDetail,
    cancelState,
    cartStatus,
    payment,
    vendorStatus,
    shipMethod: method(order.shipMethodCode, order.shipMethodName),
    wmsMethod: method(order.wmsMethodCode, order.wmsMethodName),
    total: { amount: order.total, currency: order.currency },
    country,
    region,
    wmsOrderId: order.wmsOrderId,
    wmsOrderNumber: order.wmsOrderNumber,
    placedAt: order.placedAt.toISOString(),
    loadedAt: order.loadedAt.toISOString(),
    deliveredAt: order.deliveredAt?.toISOString() ?? null,
    shippedAt: order.shippedAt?.toISOString() ?? null,
    confirmedAt: order.confirmedAt?.toISOString() ?? null,
    canceledAt: order.canceledAt?.toISOString() ?? null,
    updatedAt: order.updatedAt.toISOString(),
  };
}

function method(code: string | null, name: string | null): { code: string; name: string } | null {
  return code === null ? null : { code, name: name ?? code };
}
