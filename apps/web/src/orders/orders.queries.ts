import { useInfiniteQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/client';

export type Order = Schema<'OrderPage'>['items'][number];
export type OrderState = Order['state'];
export type SkippedOrder = Schema<'SkippedOrderPage'>['items'][number];
export interface SkippedFilter {
  merchantId?: string;
  number?: string;
}
export interface OrderFilter extends SkippedFilter {
  state?: OrderState;
}

const PAGE = 50;

/** Orders, newest first, page by page. */
export function useOrders(filter: OrderFilter) {
  return useInfiniteQuery({
    queryKey: ['orders', 'list', filter],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...filter, ...(pageParam && { cursor: pageParam }) };
      return answered(api.GET('/api/v1/orders', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

/** Orders that were left out on purpose, newest first, page by page. */
export function useSkippedOrders(filter: SkippedFilter) {
  return useInfiniteQuery({
    queryKey: ['orders', 'skipped', filter],
    queryFn: ({ pageParam }) => {
      const query = { limit: PAGE, ...filter, ...(pageParam && { cursor: pageParam }) };
      return answered(api.GET('/api/v1/skipped-orders', { params: { query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}
