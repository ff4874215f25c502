import { Button, Group, Stack, Text } from '@mantine/core';
import { Problem } from '../ui/problem';
import { useRetryUpload, type Package } from './order.queries';

type Upload = Package['uploads'][number];

const WORDS: Record<Upload['state'], string> = {
  pending: 'The store is told with the next shipment upload.',
  requested: 'The store is being told.',
  uploaded: 'The store shows it.',
  failed: 'The store refused it.',
};

/** What the store knows of a parcel. */
export function ParcelUpload({ upload: { id, state, problem } }: { upload: Upload }) {
  const { mutate, error, isPending } = useRetryUpload();
  return (
    <Stack gap={4}>
      <Group gap="xs">
        <Text size="sm" c={state === 'failed' ? 'red' : 'dimmed'}>
          {WORDS[state]} {problem?.message}
        </Text>
        {state === 'failed' && (
          <Button size="compact-sm" variant="default" loading={isPending} onClick={() => mutate(id)}>
            Tell it again
          </Button>
        )}
      </Group>
      <Problem error={error} />
    </Stack>
  );
}
