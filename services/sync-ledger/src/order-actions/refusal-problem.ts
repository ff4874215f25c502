import { ProblemException } from '@crossdock/platform';
import type { Refusal } from '../domain/order-state';

const WORDS: Record<Refusal, { title: string; detail: string }> = {
  'already-canceled': {
    title: 'The order is canceled',
    detail: 'It will not ship any more. Place it again in the cart when it should.',
  },
  'already-shipped': {
    title: 'The order has shipped',
    detail:
      'At least a part of it left the warehouse. Stop the parcel at the carrier or wait for its return.',
  },
  'at-warehouse': {
    title: 'The order is at the warehouse',
    detail: 'It was sent already. Cancel it to stop it.',
  },
  'cancel-pending': {
    title: 'A cancellation is under way',
    detail: "Wait for the warehouse's verdict; the order shows it.",
  },
  'not-applicable': {
    title: 'The order is in another state',
    detail: 'The action does not apply to its present state. Read the order again.',
  },
};

/** 409 that says why an action does not apply to an order now. */
export function refusalProblem(refusal: Refusal): ProblemException {
  return new ProblemException(409, { type: `order-${refusal}`, ...WORDS[refusal] });
}
