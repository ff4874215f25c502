import type { ClearedItem, RaisedAlert } from '../alerts/alert-causes';
import type { VerdictEffect } from '../domain/warehouse-verdict';
import type { VerdictOrder } from './awaiting-orders';
import { problemOf, triesOf, type VerdictEvent } from './verdict-events';

export const DELIVERY_FAILED = 'order-delivery-failed';
export const DELIVERY_DELAYED = 'order-delivery-delayed';
const CANCEL_REFUSED = 'cancel-refused';
const CANCEL_DELAYED = 'cancel-delayed';

/** From this try on a delivery that is tried again is worth a person's attention. */
const PATIENT_TRIES = 1;

/** The alert that a verdict raises, grouped by warehouse and problem; null for none. */
export function verdictAlert(
  effect: VerdictEffect,
  event: VerdictEvent,
  order: VerdictOrder,
): RaisedAlert | null {
  const { accountId, merchantId, id: item, number } = order;
  const problem = problemOf(event);
  const { wmsConnectionId } = event.payload;
  const grouped = {
    accountId,
    merchantId,
    subject: `${wmsConnectionId}:${problem?.code ?? 'unknown'}`,
    item,
  };
  const latest = `The latest is order ${number}.`;
  const said = problem ? `${problem.message} ${latest}` : latest;
  switch (effect) {
    case 'failed':
      if (order.cancelState === 'requested') return null;
      return {
        ...grouped,
        kind: DELIVERY_FAILED,
        title: `The warehouse refuses orders (${problem?.code})`,
        detail: said,
        fix: problem?.fix ?? 'Correct what the warehouse names, then resend the orders.',
      };
    case 'deferred':
      if (triesOf(event) <= PATIENT_TRIES || order.cancelState === 'requested') return null;
      return {
        ...grouped,
        kind: DELIVERY_DELAYED,
        title: `Orders wait for the warehouse (${problem?.code})`,
        detail: said,
        fix:
          problem?.fix ??
          'They are tried again by themselves. When it stays, ask the warehouse whether it works.',
      };
    case 'cancel-refused':
      return {
        ...grouped,
        subject: wmsConnectionId,
        kind: CANCEL_REFUSED,
        title: 'The warehouse refused to cancel: the order will ship',
        detail: said,
        fix: 'Ask the warehouse to stop the parcel, or tell the customer.',
      };
    case 'cancel-failed':
      return {
        ...grouped,
        kind: CANCEL_DELAYED,
        title: `The warehouse cannot be asked to cancel orders (${problem?.code})`,
        detail: said,
        fix: problem?.fix ?? 'It is tried again by itself. Call the warehouse when the order must not ship.',
      };
    case 'delivered-after-cancel':
      return {
        ...grouped,
        subject: wmsConnectionId,
        kind: 'canceled-order-at-warehouse',
        title: 'The warehouse holds orders that were canceled here',
        detail: latest,
        fix: 'Cancel them at the warehouse, then close this alert.',
      };
    case 'delivered':
    case 'canceled':
    case 'none':
      return null;
  }
}

/** Alert items that a verdict settles. */
export function settledBy(effect: VerdictEffect, item: string): ClearedItem[] {
  switch (effect) {
    case 'delivered':
      return [
        { kind: DELIVERY_DELAYED, item },
        { kind: DELIVERY_FAILED, item },
      ];
    case 'failed':
      return [{ kind: DELIVERY_DELAYED, item }];
    case 'canceled':
      return [{ item }];
    case 'cancel-refused':
      return [{ kind: CANCEL_DELAYED, item }];
    case 'deferred':
    case 'cancel-failed':
    case 'delivered-after-cancel':
    case 'none':
      return [];
  }
}
