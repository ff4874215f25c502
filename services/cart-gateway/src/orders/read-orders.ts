import type { SeenRecord } from '@crossdock/connector-host';
import { ProblemError } from '@crossdock/connector-sdk';
import { cartOrder, type CartOrder, type Problem } from '@crossdock/domain';

/** What a connector returned, sorted into what can be loaded and what cannot be read. */
export interface ReadOrders {
  readonly orders: readonly CartOrder[];
  readonly records: readonly SeenRecord[];
  readonly unreadable: number;
  /** Names the first order that cannot be read, and why. */
  readonly problem: Problem | null;
}

/**
 * Checks orders against the model. One that does not fit is remembered as open, so that it is read again until it fits,
 * and does not stop the others. An order that came twice counts once, as it was last.
 * @throws ProblemError `unexpected` for an order without an id: it could not be found again
 */
export function readOrders(items: readonly CartOrder[]): ReadOrders {
  const byId = new Map(items.map((item) => [idOf(item), item]));
  const orders: CartOrder[] = [];
  const records: SeenRecord[] = [];
  let problem: Problem | null = null;
  for (const [externalId, item] of byId) {
    const parsed = cartOrder.safeParse(item);
    if (parsed.success) {
      orders.push(parsed.data);
      records.push(recordOf(parsed.data));
    } else {
      records.push({ externalId, content: item, open: true, day: null });
      problem ??= unreadable(externalId, parsed.error.issues[0]?.path.join('.') ?? '');
    }
  }
  return { orders, records, unreadable: byId.size - orders.length, problem };
}

function recordOf(order: CartOrder): SeenRecord {
  return {
    externalId: order.externalId,
    content: order,
    open: order.status === 'open' || order.status === 'on_hold',
    day: new Date(order.placedAt).toISOString().slice(0, 10),
  };
}

function idOf({ externalId }: CartOrder): string {
  if (typeof externalId === 'string' && externalId !== '') return externalId;
  throw new ProblemError({
    kind: 'unexpected',
    code: 'order-without-id',
    message: 'The store returned an order without an id.',
    fix: 'Check that the store runs a version that this connector supports.',
  });
}

function unreadable(externalId: string, field: string): Problem {
  return {
    kind: 'unexpected',
    code: 'order-unreadable',
    message: `The order with id ${externalId} cannot be read: its field "${field}" is not as expected.`,
    fix: 'Correct the order in the store; it is read again by itself.',
  };
}
