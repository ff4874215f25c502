import type { IntentKind, NewIntent, Verdict } from '@crossdock/connector-host';
import { ProblemError, type WmsOrder, type WmsOrderReceipt } from '@crossdock/connector-sdk';
import {
  OrderDelivered,
  OrderDeliveryFailed,
  recipient,
  type DomainEvent,
  type OrderDeliveryRequested,
  type PayloadOf,
  type Recipient,
} from '@crossdock/domain';
import { Sealer, SealingError } from '@crossdock/platform';
import { Injectable } from '@nestjs/common';
import { WmsConnectors } from '../connectors/wms-connectors';

export type DeliveryRequest = PayloadOf<typeof OrderDeliveryRequested>;

const KIND = 'order';
/** Deliveries and cancellations share it, so that those of one order keep their order. */
export const ORDERS_STREAM = 'push-orders';

export function orderIntent(request: DeliveryRequest): NewIntent {
  return {
    connectionId: request.wmsConnectionId,
    accountId: request.accountId,
    merchantId: request.merchantId,
    kind: KIND,
    key: request.reference,
    attempt: request.attempt,
    groupKey: request.orderId,
    payload: request,
  };
}

/** Creates orders at a warehouse. The recipient is opened only for the call. */
@Injectable()
export class OrderIntents implements IntentKind<DeliveryRequest, WmsOrder, WmsOrderReceipt> {
  readonly kind = KIND;
  readonly stream = ORDERS_STREAM;
  readonly latestWins = false;

  constructor(
    private readonly connectors: WmsConnectors,
    private readonly sealer: Sealer,
  ) {}

  pushStream(connector: string) {
    return this.connectors.get(connector).orders;
  }

  item(request: DeliveryRequest): WmsOrder {
    const { reference, number, placedAt, shipMethod, currency, lines } = request;
    return { key: reference, number, placedAt, shipMethod, currency, shipTo: this.shipTo(request), lines };
  }

  events(verdicts: readonly Verdict<DeliveryRequest, WmsOrderReceipt>[], at: Date): DomainEvent[] {
    return verdicts.map((verdict) => {
      if (verdict.outcome === 'done') {
        const { wmsOrderId, wmsOrderNumber } = verdict.receipt;
        const { payload, alreadyThere } = verdict;
        const acceptedAt = at.toISOString();
        return OrderDelivered.create(
          { ...payload, wmsOrderId, wmsOrderNumber, alreadyThere, acceptedAt },
          at,
        );
      }
      const { payload, problem, final, tries } = verdict;
      const nextAttemptAt = verdict.nextAttemptAt?.toISOString() ?? null;
      return OrderDeliveryFailed.create({ ...payload, problem, final, nextAttemptAt, tries }, at);
    });
  }

  private shipTo({ sealedRecipient, sealContext }: DeliveryRequest): Recipient {
    try {
      return this.sealer.openAs(recipient, sealedRecipient, sealContext);
    } catch (error) {
      if (!(error instanceof SealingError)) throw error;
      throw new ProblemError({
        kind: 'misconfigured',
        code: 'recipient-sealed',
        message: error.message,
        fix: 'Put the data key back, then send the order again.',
      });
    }
  }
}
