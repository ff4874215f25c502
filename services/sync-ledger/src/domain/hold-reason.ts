import { SKIP_REASONS, type SkipReason } from './skip-reason';

/** Why a loaded order is not sent, beside the reasons for which it would not be loaded today. */
export const HOLD_REASONS = {
  'ship-method-unmapped': 'The ship method of the order has no warehouse method yet.',
  'sku-missing': 'A line of the order has no SKU, so the warehouse cannot know the product.',
  operator: 'Somebody put the order on hold.',
} as const;

export type HoldReason = keyof typeof HOLD_REASONS | SkipReason;

export function holdSentence(reason: HoldReason): string {
  return { ...SKIP_REASONS, ...HOLD_REASONS }[reason];
}
