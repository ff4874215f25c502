import { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem';

const POLL_MS = 4_000;

/** What is on the screen is asked for again every few seconds, as long as somebody looks. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      refetchInterval: POLL_MS,
      staleTime: 1_000,
      retry: (failures, error) => failures < 2 && !(error instanceof ApiProblem && error.status < 500),
    },
  },
});
