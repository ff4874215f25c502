import type { ShipmentUpload } from '@crossdock/connector-sdk';
import type { VendureFulfillment } from './wire';

/**
 * Whether a fulfilment is this parcel: the same tracking number and the same quantities of the same lines. Without
 * a tracking number, the same method text stands in for it; then two parcels alike in lines and method look the same.
 */
export function sameParcel(fulfillment: VendureFulfillment, item: ShipmentUpload): boolean {
  const tracking = item.trackingNumber?.trim() ?? '';
  if ((fulfillment.trackingCode?.trim() ?? '') !== tracking) return false;
  if (tracking === '' && fulfillment.method !== methodOf(item)) return false;
  const wanted = new Map(shippedLines(item).map((line) => [line.orderLineId, line.quantity]));
  return (
    fulfillment.lines.length === wanted.size &&
    fulfillment.lines.every((line) => wanted.get(line.orderLineId) === line.quantity)
  );
}

/** What the buyer reads as the way of shipping: `UPS Ground`. */
export function methodOf(item: ShipmentUpload): string {
  const carrier = item.carrier?.trim() ?? '';
  const service = item.service?.trim() ?? '';
  return service.toLowerCase().startsWith(carrier.toLowerCase())
    ? service || carrier
    : `${carrier} ${service}`.trim();
}

/** The parcel's quantities, one entry per order line. */
export function shippedLines(item: ShipmentUpload): { orderLineId: string; quantity: number }[] {
  const quantities = new Map<string, number>();
  for (const { lineExternalId, quantity } of item.lines)
    quantities.set(lineExternalId, (quantities.get(lineExternalId) ?? 0) + quantity);
  return [...quantities].map(([orderLineId, quantity]) => ({ orderLineId, quantity }));
}
