import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api, everyItem, type Schema } from '../api/client';

export type ShipMethod = Schema<'ShipMethodPage'>['items'][number];

const MANY = 200;

/** Every method that orders of a store carried so far, and what the warehouse calls it. */
export function useShipMethods(cartConnectionId: string) {
  return useQuery({
    queryKey: ['ship-methods', cartConnectionId],
    queryFn: () =>
      everyItem((cursor) => {
        const query = { cartConnectionId, limit: MANY, ...(cursor && { cursor }) };
        return answered(api.GET('/api/v1/ship-methods', { params: { query } }));
      }),
  });
}

export function useSaveShipMethod() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schema<'SaveShipMethod'>) => answered(api.PUT('/api/v1/ship-methods', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['ship-methods'] }),
  });
}
