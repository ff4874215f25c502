import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, everyItem, type Schema } from '../api/client';

export type OrderDetail = Schema<'OrderDetail'>;
export type OrderLine = OrderDetail['lines'][number];
export type Shipment = Schema<'ShipmentPage'>['items'][number];
export type Package = Shipment['packages'][number];
export type OrderAction = 'cancel' | 'hold' | 'release' | 'resend';

const TIMELINE_PAGE = 100;

export function useOrder(id: string) {
  return useQuery({
    queryKey: ['orders', 'one', id],
    queryFn: () => answered(api.GET('/api/v1/orders/{id}', { params: { path: { id } } })),
  });
}

export function useTimeline(id: string) {
  return useInfiniteQuery({
    queryKey: ['orders', 'timeline', id],
    queryFn: ({ pageParam }) => {
      const query = { limit: TIMELINE_PAGE, ...(pageParam && { cursor: pageParam }) };
      return answered(api.GET('/api/v1/orders/{id}/timeline', { params: { path: { id }, query } }));
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
}

export function useShipments(orderId: string) {
  return useQuery({
    queryKey: ['orders', 'shipments', orderId],
    queryFn: () =>
      everyItem((cursor) => {
        const query = { orderId, ...(cursor && { cursor }) };
        return answered(api.GET('/api/v1/shipments', { params: { query } }));
      }),
  });
}

export function useOrderAction(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (action: OrderAction) =>
      answered(api.POST(`/api/v1/orders/{id}/${action}`, { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['orders'] }),
  });
}

/** Has a parcel that the store refused told to it again. */
export function useRetryUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string): Promise<void> => {
      await answered(api.POST('/api/v1/shipments/uploads/{id}/retry', { params: { path: { id } } }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['orders', 'shipments'] }),
  });
}
