import type { TimelineEntry } from '../timeline/timeline.service';
import type { PlacedOrder } from './placed-order';

type Words = Pick<TimelineEntry, 'kind' | 'message' | 'detail'>;

/**
 * What the timeline says of an order that intake touched; null when there is nothing to say.
 * @param again the rules or mappings changed, not the order
 */
export function intakeWords({ found, decision, item }: PlacedOrder, again: boolean): Words | null {
  switch (decision.act) {
    case 'load':
      return decision.state === 'new'
        ? { kind: 'loaded', message: 'Loaded from the cart; it goes out with the next delivery.' }
        : { kind: 'loaded', message: `Loaded from the cart and held: ${decision.detail}` };
    case 'replace':
      if (found.as !== 'loaded') return null;
      if (again && found.state === decision.state && found.reason === decision.reason) return null;
      return replacedWords(again ? '' : 'Changed in the cart. ', decision);
    case 'keep':
      return decision.late.length === 0
        ? null
        : {
            kind: 'changed-late',
            message: `Changed in the cart, but not at the warehouse: ${decision.late.join(', ')}.`,
            detail: { revision: item.revision, changes: decision.late },
          };
    case 'ignore':
    case 'skip':
    case 'cancel':
      return null;
  }
}

function replacedWords(cause: string, { state, detail }: { state: string; detail: string | null }): Words {
  if (state === 'held') return { kind: 'held', message: `${cause}Held: ${detail}` };
  if (state === 'canceled') return { kind: 'canceled', message: `${cause}It will not be sent: ${detail}` };
  return { kind: 'ready', message: `${cause}Nothing holds it; it goes out with the next delivery.` };
}
