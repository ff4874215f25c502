import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** What every reference of the hub looks like; a shipment with another is somebody else's order. PostgreSQL reads it too. */
export const ORDER_REFERENCE_PATTERN = `^CD[${CROCKFORD}]{${LENGTH}}$`;

export function isOrderReference(text: string | null): boolean {
  return text !== null && new RegExp(ORDER_REFERENCE_PATTERN).test(text);
}

/**
 * The hub's reference of an order at a warehouse: `CD` and 12 letters of Crockford's base 32 (60 bits of a hash of the
 * id). Short enough for warehouses with narrow fields, without letters that people mix up.
 */
export function orderReference(orderId: string): string {
  const digest = createHash('sha256').update(orderId.toLowerCase()).digest();
  return `CD${Array.from({ length: LENGTH }, (_, index) => CROCKFORD[digest[index]! & 31]).join('')}`;
}
