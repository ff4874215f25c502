import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { fieldErrors } from '../api/problem';
import { Problem } from '../ui/problem';

/** A button that asks for the name of a new merchant. */
export function AddMerchant() {
  const [open, { open: show, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const client = useQueryClient();
  const add = useMutation({
    mutationFn: () => answered(api.POST('/api/v1/merchants', { body: { name } })),
    onSuccess: async () => {
      close();
      setName('');
      await client.invalidateQueries({ queryKey: ['merchants'] });
    },
  });
  return (
    <>
      <Button onClick={show}>Add merchant</Button>
      <Modal opened={open} onClose={close} title="Add merchant">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Stack>
            <TextInput
              label="Name"
              required
              data-autofocus
              value={name}
              error={fieldErrors(add.error)['name']}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Problem error={add.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button type="submit" loading={add.isPending}>
                Add
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
