import type { VerdictEffect } from '../domain/warehouse-verdict';
import type { TimelineEntry } from '../timeline/timeline.service';
import { problemOf, triesOf, type VerdictEvent } from './verdict-events';

type Words = Pick<TimelineEntry, 'kind' | 'message' | 'detail'>;

/** What the timeline says of a verdict; null when there is nothing new. */
export function verdictWords(effect: VerdictEffect, event: VerdictEvent): Words | null {
  const problem = problemOf(event);
  const said = problem ? ` It says: ${problem.message}` : '';
  const detail = { ...(problem && { problem }), attempt: event.payload.attempt, tries: triesOf(event) };
  switch (effect) {
    case 'none':
      return null;
    case 'delivered':
      return { kind: 'delivered', message: deliveredSentence(event), detail };
    case 'failed':
      return { kind: 'delivery-failed', message: `The warehouse refused the order.${said}`, detail };
    case 'deferred':
      return { kind: 'delivery-deferred', message: `Not delivered yet, tried again later.${said}`, detail };
    case 'canceled':
      return { kind: 'canceled', message: 'The warehouse confirmed that the order will not ship.', detail };
    case 'cancel-refused':
      return {
        kind: 'cancel-refused',
        message: `The warehouse refused to cancel: the order will ship.${said}`,
        detail,
      };
    case 'cancel-failed':
      return {
        kind: 'cancel-deferred',
        message: `The warehouse could not be asked to cancel.${said}`,
        detail,
      };
    case 'delivered-after-cancel':
      return {
        kind: 'delivered-after-cancel',
        message: 'The warehouse holds the order although it was canceled here.',
        detail,
      };
  }
}

function deliveredSentence({ payload }: VerdictEvent): string {
  if (!('wmsOrderId' in payload)) return 'The warehouse holds the order.';
  const number = payload.wmsOrderNumber ?? payload.wmsOrderId;
  return payload.alreadyThere
    ? `The warehouse holds the order already, as ${number}; it was not sent again.`
    : `The warehouse holds the order as ${number}.`;
}
