import type { Proof } from './proof.queries';

type Books = Pick<Proof, 'cart' | 'balanced'> & { unexplained: readonly unknown[] };

/** The first equation of a day, such as "62 orders = 60 loaded + 2 skipped". */
export function equationInWords({ cart: { orders, loaded, skipped } }: Books): string {
  return `${orders} ${orders === 1 ? 'order' : 'orders'} = ${loaded} loaded + ${skipped} skipped`;
}

/** Whether the books of a day add up, such as "balanced" or "3 unexplained". */
export function verdictInWords({ balanced, unexplained }: Books): string {
  if (balanced) return 'balanced';
  return unexplained.length > 0 ? `${unexplained.length} unexplained` : 'not balanced';
}
