import { z } from 'zod';

/** Decimal text, never a float: `12.50`, `-3`. */
export const decimalText = z
  .string()
  .regex(/^-?\d+(\.\d{1,6})?$/, 'a decimal number as text, such as "12.50"');

/** An amount in major units with its ISO 4217 currency. */
export const money = z.strictObject({
  amount: decimalText,
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code, such as "EUR"'),
});
export type Money = z.infer<typeof money>;

/**
 * Decimal text of an amount in minor units.
 * @param minor integer count of the currency's smallest unit
 * @param digits how many decimals the currency has (2 for EUR, 0 for JPY)
 */
export function decimalFromMinorUnits(minor: number, digits: number): string {
  if (!Number.isSafeInteger(minor)) throw new RangeError('minor units must be a whole number');
  const sign = minor < 0 ? '-' : '';
  const text = Math.abs(minor)
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
