import { useQuery } from '@tanstack/react-query';
import { answered, api, type Schema } from '../api/client';

export type Proof = Schema<'ProofView'>;
export type Unexplained = Proof['unexplained'][number];

const POLL_MS = 10_000;

/** The books of a merchant for a UTC day, such as "2026-11-23". */
export function useProof(merchantId: string, day: string) {
  return useQuery({
    queryKey: ['proof', merchantId, day],
    queryFn: () =>
      answered(
        api.GET('/api/v1/merchants/{id}/proof', {
          params: { path: { id: merchantId }, query: { day } },
        }),
      ),
    refetchInterval: POLL_MS,
  });
}

/** The UTC day of an instant. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
