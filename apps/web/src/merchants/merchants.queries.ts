import { useQuery } from '@tanstack/react-query';
import { answered, api, everyItem, type Schema } from '../api/client';

export type Merchant = Schema<'MerchantPage'>['items'][number];

const MANY = 200;

/** Every merchant of the account, oldest first. They change seldom. */
export function useMerchants() {
  return useQuery({
    queryKey: ['merchants'],
    queryFn: () =>
      everyItem((cursor) =>
        answered(
          api.GET('/api/v1/merchants', { params: { query: { limit: MANY, ...(cursor && { cursor }) } } }),
        ),
      ),
    refetchInterval: 30_000,
  });
}

/** Names of merchants by id; an unknown id gives a dash. */
export function useMerchantName(): (id: string) => string {
  const { data = [] } = useMerchants();
  return (id) => data.find((merchant) => merchant.id === id)?.name ?? '–';
}
