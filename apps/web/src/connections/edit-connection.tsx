import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Section } from '../ui/section';
import { ConnectionForm } from './connection-form';
import {
  useChangeConnection,
  type Connection,
  type ConnectionKind,
  type Connector,
} from './connections.queries';

interface Props {
  kind: ConnectionKind;
  connection: Connection;
  connector: Connector;
}

/** New settings or credentials for a connection. They are tried out before they replace the old ones. */
export function EditConnection({ kind, connection, connector }: Props) {
  const [open, { toggle, close }] = useDisclosure(false);
  const change = useChangeConnection(kind, connection.id, close);
  return (
    <Section
      title="Settings and credentials"
      actions={
        <Button variant="default" onClick={toggle} aria-expanded={open}>
          {open ? 'Keep as it is' : 'Change'}
        </Button>
      }
    >
      {open ? (
        <ConnectionForm
          connector={connector}
          connection={connection}
          submit="Test and save"
          error={change.error}
          pending={change.isPending}
          onSubmit={(entered) => change.mutate(entered)}
        />
      ) : (
        <Text size="sm" c="dimmed">
          Credentials are kept encrypted and never shown. To change one of them, enter all of them.
        </Text>
      )}
    </Section>
  );
}
