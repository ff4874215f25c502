import { Anchor, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { SignInForm } from './sign-in-form';
import { SignUpForm } from './sign-up-form';

/** The way in: with an account or to a new one. */
export function SignedOut() {
  const [isNew, setNew] = useState(false);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="lg" w="100%" maw={420}>
        <Stack>
          <div>
            <Title order={1} size="h2">
              Crossdock
            </Title>
            <Text c="dimmed" size="sm">
              Orders, shipments and stock between carts and warehouses
            </Text>
          </div>
          {isNew ? <SignUpForm /> : <SignInForm />}
          <Text size="sm">
            {isNew ? 'Do you have an account? ' : 'Are you new here? '}
            <Anchor component="button" type="button" onClick={() => setNew(!isNew)}>
              {isNew ? 'Sign in' : 'Create an account'}
            </Anchor>
          </Text>
        </Stack>
      </Paper>
    </Center>
  );
}
