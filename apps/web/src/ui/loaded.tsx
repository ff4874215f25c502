import { Center, Loader, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Problem } from './problem';

interface Props<T> {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}

/** Shows what a query gave; while it asks again and fails, what it gave before, with the problem above it. */
export function Loaded<T>({ query: { data, error }, children }: Props<T>) {
  if (data === undefined && !error) {
    return (
      <Center py="xl">
        <Loader aria-label="Loading" />
      </Center>
    );
  }
  return (
    <Stack>
      <Problem error={error} />
      {data !== undefined && children(data)}
    </Stack>
  );
}
