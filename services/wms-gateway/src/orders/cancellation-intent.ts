import type { IntentKind, NewIntent, Verdict } from '@crossdock/connector-host';
import type { WmsCancellation, WmsCancellationReceipt } from '@crossdock/connector-sdk';
import {
  OrderCancellationConcluded,
  type DomainEvent,
  type OrderCancellationRequested,
  type PayloadOf,
  type Problem,
} from '@crossdock/domain';
import { Injectable } from '@nestjs/common';
import { WmsConnectors } from '../connectors/wms-connectors';
import { ORDERS_STREAM } from './order-intent';

export type CancellationRequest = PayloadOf<typeof OrderCancellationRequested>;

const KIND = 'cancellation';

export function cancellationIntent(request: CancellationRequest): NewIntent {
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

/** Cancels orders at a warehouse, after any delivery of the same order. */
@Injectable()
export class CancellationIntents implements IntentKind<
  CancellationRequest,
  WmsCancellation,
  WmsCancellationReceipt
> {
  readonly kind = KIND;
  readonly stream = ORDERS_STREAM;
  readonly latestWins = false;

  constructor(private readonly connectors: WmsConnectors) {}

  pushStream(connector: string) {
    return this.connectors.get(connector).cancellations;
  }

  item({ reference, wmsOrderId }: CancellationRequest): WmsCancellation {
    return { key: reference, wmsOrderId };
  }

  events(verdicts: readonly Verdict<CancellationRequest, WmsCancellationReceipt>[], at: Date): DomainEvent[] {
    return verdicts.map((verdict) => {
      const { payload, tries } = verdict;
      return OrderCancellationConcluded.create({ ...payload, ...conclusionOf(verdict), tries }, at);
    });
  }
}

function conclusionOf(verdict: Verdict<CancellationRequest, WmsCancellationReceipt>): {
  verdict: 'canceled' | 'refused' | 'absent' | 'failed';
  problem: Problem | null;
} {
  if (verdict.outcome === 'failed') {
    // Nobody tries again, so as far as the hub can say the order ships.
    return { verdict: verdict.final ? 'refused' : 'failed', problem: verdict.problem };
  }
  const { verdict: said, detail } = verdict.receipt;
  if (said !== 'refused') return { verdict: said, problem: null };
  const message = detail ?? 'The warehouse does not cancel this order any more.';
  return { verdict: said, problem: { kind: 'rejected', code: 'cancellation-refused', message } };
}
