import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Problem } from '../ui/problem';
import { actionsOf } from './actions-of';
import { useOrderAction, type OrderAction, type OrderDetail } from './order.queries';

const WORDS: Record<OrderAction, string> = {
  release: 'Release',
  resend: 'Send again',
  hold: 'Hold',
  cancel: 'Cancel the order',
};

/** What can be done with an order as it stands. */
export function OrderActions({ order }: { order: OrderDetail }) {
  const [asking, { open: ask, close }] = useDisclosure(false);
  const { mutate, error, isPending, variables } = useOrderAction(order.id);
  const actions = actionsOf(order);
  const run = (action: OrderAction) => (action === 'cancel' ? ask() : mutate(action));
  return (
    <Stack gap="xs">
      <Group gap="xs">
        {actions.map((action) => (
          <Button
            key={action}
            {...(action === 'cancel' ? { variant: 'subtle', color: 'red' } : { variant: 'default' })}
            loading={isPending && variables === action}
            onClick={() => run(action)}
          >
            {WORDS[action]}
          </Button>
        ))}
      </Group>
      <Problem error={error} />
      <Modal opened={asking} onClose={close} title={`Cancel order ${order.number}?`}>
        <Stack>
          <Text size="sm">
            {order.deliveredAt
              ? 'The warehouse is asked not to ship it. It may refuse.'
              : 'It is not sent to the warehouse. The store is not told.'}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Keep it
            </Button>
            <Button
              color="red"
              onClick={() => {
                close();
                mutate('cancel');
              }}
            >
              Cancel the order
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}
