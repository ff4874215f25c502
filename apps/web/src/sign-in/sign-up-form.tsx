import { Button, PasswordInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { session, type Schema } from '../api/client';
import { fieldErrors } from '../api/problem';
import { Problem } from '../ui/problem';

type Kind = Schema<'SignUp'>['kind'];

const KINDS: { value: Kind; label: string }[] = [
  { value: 'fulfillment', label: '3PL' },
  { value: 'merchant', label: 'Merchant' },
];
const MEANING: Record<Kind, string> = {
  fulfillment: 'You ship for many merchants.',
  merchant: 'You sell, and a warehouse ships for you.',
};

export function SignUpForm() {
  const [input, setInput] = useState<Schema<'SignUp'>>({
    kind: 'fulfillment',
    accountName: '',
    email: '',
    password: '',
  });
  const signUp = useMutation({ mutationFn: () => session.signUp(input) });
  const errors = fieldErrors(signUp.error);
  const field = (name: 'accountName' | 'email' | 'password') => ({
    required: true,
    value: input[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setInput((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signUp.mutate();
      }}
    >
      <Stack>
        <div>
          <SegmentedControl
            fullWidth
            aria-label="Kind of account"
            data={KINDS}
            value={input.kind}
            onChange={(kind) => setInput({ ...input, kind })}
          />
          <Text size="sm" c="dimmed" mt={4}>
            {MEANING[input.kind]}
          </Text>
        </div>
        <TextInput label="Company" autoComplete="organization" {...field('accountName')} />
        <TextInput label="E-mail" type="email" autoComplete="username" {...field('email')} />
        <PasswordInput label="Password" autoComplete="new-password" {...field('password')} />
        <Problem error={signUp.error} />
        <Button type="submit" loading={signUp.isPending}>
          Create the account
        </Button>
      </Stack>
    </form>
  );
}
