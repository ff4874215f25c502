import { orderReference } from './order-reference';

const id = '0197f2a0-0000-7000-8000-00000000000a';

test('a reference has 14 letters that nobody mixes up', () => {
  expect(orderReference(id)).toMatch(/^CD[0-9A-HJKMNP-TV-Z]{12}$/);
});

test('an order always has the same reference, and another order another', () => {
  expect(orderReference(id.toUpperCase())).toBe(orderReference(id));
  expect(orderReference('0197f2a0-0000-7000-8000-00000000000b')).not.toBe(orderReference(id));
});
