/** Why an order of a cart is not in the ledger. Closed list; each with the sentence that people read. */
export const SKIP_REASONS = {
  canceled: 'The cart had canceled the order before it was loaded.',
  'already-fulfilled': 'The cart shows the order as fulfilled: it was shipped outside the hub.',
  'too-old': 'The order was placed before the earliest order date of the cart connection.',
  'status-filtered': 'The status of the order in the cart is not one that the rules load.',
  'not-paid': 'The payment of the order is not in a state that the rules load.',
  'nothing-to-ship': 'No line of the order has anything left to ship.',
  'no-address': 'The cart gave no address that the order could be shipped to.',
} as const;

export type SkipReason = keyof typeof SKIP_REASONS;
export const skipReasons = Object.keys(SKIP_REASONS) as [SkipReason, ...SkipReason[]];

/** Reasons that end a loaded order for good; the others hold it until the cart or the rules change. */
const FINAL: readonly SkipReason[] = ['canceled', 'already-fulfilled', 'nothing-to-ship'];

export function endsOrder(reason: SkipReason): boolean {
  return FINAL.includes(reason);
}
