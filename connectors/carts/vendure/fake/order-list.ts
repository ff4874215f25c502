import type { FakeOrder } from './model';

interface DateFilter {
  after?: string;
  isNull?: boolean;
}

/** The part of Vendure's list options that the hub uses. */
export interface OrderOptions {
  filter?: {
    active?: { eq: boolean };
    id?: { in: string[] };
    orderPlacedAt?: DateFilter;
    updatedAt?: DateFilter;
  };
  sort?: { orderPlacedAt?: Direction; updatedAt?: Direction; id?: Direction };
  take?: number;
  skip?: number;
}
type Direction = 'ASC' | 'DESC';

/** `after` is strict. Without a sort the order of the rows is that of placing. */
export function selectOrders(orders: readonly FakeOrder[], options: OrderOptions): FakeOrder[] {
  const { filter = {}, sort = {}, take = 100, skip = 0 } = options;
  const ids = filter.id === undefined ? null : new Set(filter.id.in);
  return orders
    .filter(
      (order) =>
        (filter.active === undefined || order.active === filter.active.eq) &&
        (ids === null || ids.has(order.id)) &&
        passes(order.orderPlacedAt, filter.orderPlacedAt) &&
        passes(order.updatedAt, filter.updatedAt),
    )
    .sort((a, b) => compare(a, b, sort))
    .slice(skip, skip + take);
}

function passes(stamp: string | null, filter: DateFilter | undefined): boolean {
  if (filter?.isNull !== undefined && (stamp === null) !== filter.isNull) return false;
  return filter?.after === undefined || (stamp !== null && stamp > filter.after);
}

function compare(a: FakeOrder, b: FakeOrder, sort: NonNullable<OrderOptions['sort']>): number {
  for (const [field, direction] of Object.entries(sort)) {
    const sign = direction === 'DESC' ? -1 : 1;
    const difference =
      field === 'id'
        ? Number(a.id) - Number(b.id)
        : order(String(a[field as 'updatedAt']), String(b[field as 'updatedAt']));
    if (difference !== 0) return sign * difference;
  }
  return 0;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
