import { Center, Loader } from '@mantine/core';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useSyncExternalStore } from 'react';
import { session } from '../api/client';
import { SignedOut } from '../sign-in/signed-out';
import { queryClient } from './query-client';
import { router } from './router';

/** The application to who is logged in, the way in to everybody else. */
export function App() {
  const state = useSyncExternalStore(session.subscribe, session.current);
  useEffect(() => {
    if (state === 'unknown') session.renew().catch(() => session.giveUp());
    if (state === 'out') queryClient.clear();
  }, [state]);
  switch (state) {
    case 'unknown':
      return (
        <Center h="100vh">
          <Loader aria-label="Loading" />
        </Center>
      );
    case 'out':
      return <SignedOut />;
    case 'in':
      return <RouterProvider router={router} />;
  }
}
