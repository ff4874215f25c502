import type { IntentKind, NewIntent, Verdict } from '@crossdock/connector-host';
import type { ShipmentReceipt, ShipmentUpload } from '@crossdock/connector-sdk';
import {
  ShipmentUploaded,
  ShipmentUploadFailed,
  type DomainEvent,
  type PayloadOf,
  type ShipmentUploadRequested,
} from '@crossdock/domain';
import { Injectable } from '@nestjs/common';
import { CartConnectors } from '../connectors/cart-connectors';

export type ShipmentRequest = PayloadOf<typeof ShipmentUploadRequested>;

const KIND = 'shipment';

export function shipmentIntent(request: ShipmentRequest): NewIntent {
  return {
    connectionId: request.cartConnectionId,
    accountId: request.accountId,
    merchantId: request.merchantId,
    kind: KIND,
    key: request.reference,
    attempt: request.attempt,
    // Carts accept two fulfilments of one order at once, so they are written one after the other.
    groupKey: request.orderId,
    payload: request,
  };
}

/** Tells a store of one parcel. */
@Injectable()
export class ShipmentIntents implements IntentKind<ShipmentRequest, ShipmentUpload, ShipmentReceipt> {
  readonly kind = KIND;
  readonly stream = 'push-shipments';
  readonly latestWins = false;

  constructor(private readonly connectors: CartConnectors) {}

  pushStream(connector: string) {
    return this.connectors.get(connector).shipments;
  }

  item(request: ShipmentRequest): ShipmentUpload {
    const { reference, orderExternalId, orderNumber, shippedAt, trackingNumber, carrier, service, lines } =
      request;
    return {
      key: reference,
      orderExternalId,
      orderNumber,
      shippedAt,
      trackingNumber,
      carrier,
      service,
      lines,
    };
  }

  events(verdicts: readonly Verdict<ShipmentRequest, ShipmentReceipt>[], at: Date): DomainEvent[] {
    return verdicts.map((verdict) => {
      if (verdict.outcome === 'done') {
        const { receipt, alreadyThere } = verdict;
        const uploadedAt = at.toISOString();
        const { fulfillmentId } = receipt;
        return ShipmentUploaded.create({ ...verdict.payload, fulfillmentId, alreadyThere, uploadedAt }, at);
      }
      const { problem, final, tries } = verdict;
      const nextAttemptAt = verdict.nextAttemptAt?.toISOString() ?? null;
      return ShipmentUploadFailed.create({ ...verdict.payload, problem, final, nextAttemptAt, tries }, at);
    });
  }
}
