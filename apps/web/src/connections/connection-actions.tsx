import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { Problem } from '../ui/problem';
import {
  useConnectionAction,
  useTestConnection,
  type Connection,
  type ConnectionKind,
} from './connections.queries';

/** Try it out, stop it, go on. */
export function ConnectionActions({ kind, connection }: { kind: ConnectionKind; connection: Connection }) {
  const test = useTestConnection(kind, connection.id);
  const action = useConnectionAction(kind, connection.id);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
          Test
        </Button>
        {connection.state === 'active' && (
          <Button variant="default" loading={action.isPending} onClick={() => action.mutate('pause')}>
            Pause
          </Button>
        )}
        {connection.state === 'paused' && (
          <Button loading={action.isPending} onClick={() => action.mutate('resume')}>
            Resume
          </Button>
        )}
      </Group>
      <Problem error={test.error ?? action.error} />
      {test.data && (
        <Alert color="green" title="The connection works" role="status">
          <Text size="sm">{test.data.identity}</Text>
          <List size="sm">
            {test.data.notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
