import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/**
 * The hub's reference of an order at a warehouse: `CD` and 12 letters of Crockford's base 32 (60 bits of a hash of the
 * id). Short enough for warehouses with narrow fields, without letters that people mix up.
 */
export function orderReference(orderId: string): string {
  const digest = createHash('sha256').update(orderId.toLowerCase()).digest();
  return `CD${Array.from({ length: LENGTH }, (_, index) => CROCKFORD[digest[index]! & 31]).join('')}`;
}
